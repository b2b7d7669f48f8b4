from django.urls import path

from quality import views

urlpatterns = [path("projects/<uuid:project_id>/reliability/", views.ReliabilityView.as_view(), name="reliability")]
