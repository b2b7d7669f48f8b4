"""Paths under /api/."""

from django.urls import path

from accounts.views import invitations, me, people, tokens

urlpatterns = [
    path("me/", me.Me.as_view(), name="me"),
    path("me/sessions/", me.MySessions.as_view(), name="my-sessions"),
    path("me/sessions/<uuid:session_id>/", me.MySession.as_view(), name="my-session"),
    path("tokens/", tokens.Tokens.as_view(), name="tokens"),
    path("tokens/<uuid:token_id>/", tokens.Token.as_view(), name="token"),
    path("invitations/", invitations.Invitations.as_view(), name="invitations"),
    path("invitations/look-up/", invitations.LookUp.as_view(), name="invitation-look-up"),
    path("invitations/accept/", invitations.Accept.as_view(), name="invitation-accept"),
    path("invitations/<uuid:invitation_id>/", invitations.OneInvitation.as_view(), name="invitation"),
    path("users/", people.Users.as_view(), name="users"),
    path("users/<uuid:user_id>/", people.OneUser.as_view(), name="user"),
    path("users/<uuid:user_id>/reset-link/", people.ResetLink.as_view(), name="user-reset-link"),
    path("people/", people.People.as_view(), name="people"),
]
