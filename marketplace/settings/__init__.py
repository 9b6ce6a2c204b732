"""The settings, one file a subject, configured by the environment (README, "Settings")."""

from marketplace.settings.accounts import *
from marketplace.settings.administration import *
from marketplace.settings.api import *
from marketplace.settings.base import *
from marketplace.settings.database import *
from marketplace.settings.log import *
from marketplace.settings.mail import *
from marketplace.settings.operator import *
from marketplace.settings.pages import *
from marketplace.settings.proof import *
from marketplace.settings.queue import *
from marketplace.settings.security import *
from marketplace.settings.social import *
