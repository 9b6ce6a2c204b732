from django.urls import path

from marketplace.accounts import views
from marketplace.accounts.organisation_pages import (
    invitations,
    mandates,
    proof,
    reviewing,
    switching,
    team,
)

app_name = "accounts"
urlpatterns = [
    path("", views.home, name="home"),
    path("start/", views.start, name="start"),
    path("welcome/", views.onboarding, name="onboarding"),
    path("welcome/terms/", views.terms, name="terms"),
    path("me/", views.me, name="me"),
    path("organisation/", team.organisation, name="organisation"),
    path("organisations/<int:pk>/team/", team.show, name="team"),
    path("organisations/<int:pk>/team/<int:member>/role/", team.change_role, name="role"),
    path("organisations/<int:pk>/team/<int:member>/remove/", team.remove, name="remove"),
    path("organisations/<int:pk>/leave/", team.leave, name="leave"),
    path("organisations/<int:pk>/mandates/", mandates.show, name="mandates"),
    path("organisations/<int:pk>/proof/", proof.show, name="proof"),
    path("mandates/<int:pk>/move/", mandates.move, name="mandate_move"),
    path("proofs/<int:pk>/", proof.live, name="proof_live"),
    path("proofs/<int:pk>/check/", proof.check, name="proof_check"),
    path("invitations/", invitations.waiting, name="invitation_list"),
    path("invitations/<int:pk>/accept/", invitations.accept, name="invitation_accept"),
    path("invitations/<int:pk>/again/", invitations.send_again, name="invitation_again"),
    path("invitations/<int:pk>/revoke/", invitations.revoke, name="invitation_revoke"),
    path("join/<str:token>/", invitations.from_mail, name="invitation"),
    path("working-for/", switching.switch, name="working_for"),
    path("review/organisations/", reviewing.organisation_list, name="review_organisations"),
    path("review/organisations/<int:pk>/", reviewing.organisation, name="review_organisation"),
]
