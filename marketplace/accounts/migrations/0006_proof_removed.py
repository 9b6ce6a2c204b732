from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_history"),
    ]

    operations = [
        migrations.AlterField(
            model_name="organisationevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("invited", "Invited"),
                    ("invited_again", "Invited Again"),
                    ("invitation_revoked", "Invitation Revoked"),
                    ("joined", "Joined"),
                    ("role_changed", "Role Changed"),
                    ("removed", "Removed"),
                    ("left", "Left"),
                    ("mandate_requested", "Mandate Requested"),
                    ("mandate_accepted", "Mandate Accepted"),
                    ("mandate_declined", "Mandate Declined"),
                    ("mandate_withdrawn", "Mandate Withdrawn"),
                    ("mandate_ended", "Mandate Ended"),
                    ("proof_asked", "Proof Asked"),
                    ("proof_verified", "Proof Verified"),
                    ("proof_failed", "Proof Failed"),
                    ("proof_confirmed", "Proof Confirmed"),
                    ("proof_removed", "Proof Removed"),
                ],
                max_length=20,
            ),
        ),
    ]
