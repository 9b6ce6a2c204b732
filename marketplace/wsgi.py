"""The site for a WSGI server; marketplace/site.py is the one that it is served by."""

import os

from django.core.wsgi import get_wsgi_application

from marketplace.apply_time_limits import limit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
application = get_wsgi_application()
limit("site")
