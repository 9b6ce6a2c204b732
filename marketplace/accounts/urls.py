from django.urls import path

from marketplace.accounts import suspended_page, views
from marketplace.accounts.acting import views as acting
from marketplace.accounts.findings import views as findings
from marketplace.accounts.organisation_pages import (
    invitations,
    mandates,
    proof,
    reviewing,
    switching,
    team,
)
from marketplace.accounts.social import desk
from marketplace.accounts.social import views as social
from marketplace.accounts.statements import views as statements

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
    path("proofs/<int:pk>/remove/", proof.remove, name="proof_remove"),
    path("invitations/", invitations.waiting, name="invitation_list"),
    path("invitations/<int:pk>/accept/", invitations.accept, name="invitation_accept"),
    path("invitations/<int:pk>/again/", invitations.send_again, name="invitation_again"),
    path("invitations/<int:pk>/revoke/", invitations.revoke, name="invitation_revoke"),
    path("join/<str:token>/", invitations.from_mail, name="invitation"),
    path("working-for/", switching.switch, name="working_for"),
    path("review/organisations/", reviewing.organisation_list, name="review_organisations"),
    path("review/organisations/<int:pk>/", reviewing.organisation, name="review_organisation"),
    path("me/about/", social.about, name="about"),
    path("me/voice/", social.voice, name="voice"),
    path("me/accounts/", social.social_list, name="social_list"),
    path("me/accounts/new/", social.social_create, name="social_create"),
    path("me/accounts/<int:pk>/prove/", social.social_prove, name="social_prove"),
    path("me/accounts/<int:pk>/remove/", social.social_remove, name="social_remove"),
    path("review/accounts/", desk.review_accounts, name="review_accounts"),
    path("review/accounts/<int:pk>/", desk.review_account, name="review_account"),
    path("review/findings/", findings.finding_list, name="finding_list"),
    path("review/findings/<int:pk>/", findings.finding_decide, name="finding_decide"),
    path("suspended/", suspended_page.suspended, name="suspended"),
    path("acting/end/", acting.end, name="acting_end"),
    path("statements/<int:pk>/", statements.statement, name="statement"),
    path("me/sessions/<int:pk>/end/", views.session_end, name="session_end"),
]
