"""Addresses of images. They lie outside the API: browsers ask for them, and programs find them in its answers."""

from django.urls import path

from annotation.views import images

urlpatterns = [
    path("<str:token>", images.ImageView.as_view(), name="image"),
    path("<str:token>/<int:level>/<int:column>/<int:row>", images.TileView.as_view(), name="image-tile"),
]
