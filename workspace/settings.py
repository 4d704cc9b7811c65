"""Every setting of Daylight, read from the environment once.

With nothing set, Daylight runs on embedded defaults: SQLite, a file-backed broker, bundled
models. `docs/settings.md` lists the variables; secrets may come from `<NAME>_FILE`.
"""

from pathlib import Path

import django_stubs_ext
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.urls import reverse_lazy
from kombu import Exchange, Queue

from workspace import env

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(env.text("DAYLIGHT_VAR", str(BASE_DIR / "var")))
"""Everything this installation writes: database, broker, keys, media. Back it up as one."""

EMBEDDED = not env.text("DAYLIGHT_DATABASE_URL")
SECRET_KEY = env.text("DAYLIGHT_SECRET_KEY") or env.kept_secret(VAR / "secret_key")
SECRET_KEY_FALLBACKS = env.words("DAYLIGHT_SECRET_KEY_FALLBACKS")
DEBUG = False
DEMO = env.flag("DAYLIGHT_DEMO")
ORGANISATION = env.text("DAYLIGHT_ORGANISATION", "Larkmoor County Council" if DEMO else "")
"""Whose Daylight this is, as invitations say it."""
HTTPS = env.flag("DAYLIGHT_HTTPS", default=not EMBEDDED)
ALLOWED_HOSTS = env.words("DAYLIGHT_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS]

INSTALLED_APPS = [
    "workspace.accounts.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "workspace.accounts",
    "workspace.governance",
    "workspace.privacy",
    "workspace.jobs",
    "workspace.cases",
    "workspace.gateway",
    "workspace.outputs",
    "workspace.chat",
    "workspace.translation",
    "workspace.oversight",
    "workspace.backup",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "workspace.governance.keeping.NothingIsKept",
    "workspace.governance.bodies.NothingTooLarge",
    "workspace.governance.methods.KnownMethods",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "workspace.accounts.arriving.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "workspace.accounts.sessions.SessionLimits",
    "workspace.accounts.factors.SecondFactorRequired",
    "workspace.governance.middleware.RefusalsInPlainWords",
    "workspace.accounts.fresh.AskAgain",
]

ROOT_URLCONF = "workspace.urls"
ASGI_APPLICATION = "workspace.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "workspace.accounts.context.workspace",
                "workspace.oversight.context.stopped",
                "workspace.outputs.context.to_approve",
            ]
        },
    }
]

DATABASES = {"default": env.database(env.text("DAYLIGHT_DATABASE_URL"), VAR / "daylight.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("DAYLIGHT_REDIS_URL")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {
            "BACKEND": "workspace.accounts.counting.SharedFiles",
            "LOCATION": VAR / "cache",
            "OPTIONS": {"MAX_ENTRIES": 10_000},  # what counts guesses is not pushed out by more
        }
    )
}

# Who someone is
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
] + [{"NAME": "workspace.accounts.passwords.NotOurOwnWords"}]
PASSWORD_RESET_TIMEOUT = 60 * 60  # how long the link to a new password is good for, in seconds
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("chat:home")
ACCOUNT_ADAPTER = "workspace.accounts.adapter.InvitationOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_FORMS = {
    "change_password": "workspace.accounts.forms.ChangedPassword",
    "reset_password": "workspace.accounts.forms.Forgotten",
    "reset_password_from_key": "workspace.accounts.forms.NewPassword",
}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator, address and all
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a family's address typed by mistake gets no letter
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
"""How long showing who one is counts, for what matters most (see `accounts/fresh.py`)."""
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,100/h/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "join": "20/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.number("DAYLIGHT_PROXIES", 0))
"""How many proxies of ours each request passes: the limits count by address."""
MFA_REQUIRED = env.flag("DAYLIGHT_MFA_REQUIRED", default=not DEMO)
"""Nobody works without a second factor. The demonstration relaxes it and says so."""
MFA_ADAPTER = "workspace.accounts.codes.KeptSafe"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are the administrator's word
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Daylight"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "workspace.accounts.codes.Confirm",
    "reauthenticate": "workspace.accounts.codes.ConfirmAgain",
    "activate_totp": "workspace.accounts.codes.SetUp",
    "login_webauthn": "workspace.accounts.passkeys.SignInWith",
    "authenticate_webauthn": "workspace.accounts.passkeys.ConfirmWith",
    "reauthenticate_webauthn": "workspace.accounts.passkeys.ConfirmAgainWith",
    "add_webauthn": "workspace.accounts.passkeys.Add",
    "edit_webauthn": "workspace.accounts.passkeys.Rename",
}

# Single sign-on (see `docs/sign-in.md`)
OIDC_SERVER = env.text("DAYLIGHT_OIDC_SERVER").rstrip("/")
OIDC_DOMAINS = [domain.lower() for domain in env.words("DAYLIGHT_OIDC_DOMAINS")]
"""Addresses in these domains are believed without a claim that says they were verified."""
OIDC_COUNTS_AS_FACTOR = env.flag("DAYLIGHT_OIDC_MFA")
"""A second factor asked for there, and said in `amr`, is enough."""
SOCIALACCOUNT_ADAPTER = "workspace.accounts.oidc.OnlyKnownPeople"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "council",
                "name": env.text("DAYLIGHT_OIDC_NAME", "your council account"),
                "client_id": env.text("DAYLIGHT_OIDC_CLIENT_ID"),
                "secret": env.text("DAYLIGHT_OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_SERVER, "oauth_pkce_enabled": True},
            }
        ]
        if OIDC_SERVER
        else []
    }
}
EMAIL_BACKEND = env.text("DAYLIGHT_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = env.text("DAYLIGHT_EMAIL_HOST", "localhost")
EMAIL_PORT = int(env.number("DAYLIGHT_EMAIL_PORT", 25))
EMAIL_HOST_USER = env.text("DAYLIGHT_EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("DAYLIGHT_EMAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("DAYLIGHT_EMAIL_TLS")
EMAIL_TIMEOUT = 10  # a page waits for it
DEFAULT_FROM_EMAIL = env.text("DAYLIGHT_FROM_EMAIL", "daylight@localhost")

# Sessions, cookies, headers
SESSION_COOKIE_AGE = int(env.number("DAYLIGHT_SESSION_HOURS", 10) * 3600)
"""The longest anybody stays signed in, in seconds, however busy."""
SESSION_IDLE_SECONDS = int(env.number("DAYLIGHT_IDLE_MINUTES", 60) * 60)
"""Signed out after so long without a request."""
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
host_only = "__Host-" if HTTPS else ""  # a browser takes a cookie from this very host alone
SESSION_COOKIE_NAME = f"{host_only}sessionid"
CSRF_COOKIE_NAME = f"{host_only}csrftoken"
THEME_COOKIE_NAME, MESSAGE_COOKIE_NAME = f"{host_only}theme", f"{host_only}messages"
MESSAGE_STORAGE = "workspace.accounts.notices.InACookie"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # A browser holds the way to single sign-on against this as well.
        "form-action": [SELF, *([env.origin(OIDC_SERVER)] if OIDC_SERVER else [])],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Uploads: the server's own limits come first; `reading` has finer ones.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
MEDIA_ROOT = VAR / "media"

# Language, time, static files
LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = "workspace.accounts.formats"
TIME_ZONE = "Europe/London"
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else's page needs them
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Work in the background
QUEUES = ["asr", "live", "translate", "chat", "housekeeping"]
BROKER_FOLDER = VAR / "broker"
CELERY_BROKER_URL = REDIS_URL or "folder://localhost"
CELERY_BROKER_TRANSPORT = "redis" if REDIS_URL else "workspace.jobs.broker:Transport"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = (
    {
        "visibility_timeout": 3600,
        "socket_connect_timeout": 3,
        "socket_keepalive": True,
        # A page does not wait for a broker that is down: the sweeper sends again.
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0.2,
        "interval_max": 0.2,
    }
    if REDIS_URL
    else {"folder": str(BROKER_FOLDER), "polling_interval": 0.05}
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker outwaits its broker
CELERY_WORKER_ENABLE_REMOTE_CONTROL = bool(REDIS_URL)  # the folder broker has no broadcast
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_QUEUES = [Queue(name, Exchange(name), routing_key=name) for name in QUEUES]
CELERY_TASK_DEFAULT_QUEUE = "housekeeping"
CELERY_TIMEZONE = TIME_ZONE

JOBS: dict[str, float] = {
    "lease_seconds": env.number("DAYLIGHT_LEASE_SECONDS", 30),
    "heartbeat_seconds": env.number("DAYLIGHT_HEARTBEAT_SECONDS", 8),
    "sweep_seconds": env.number("DAYLIGHT_SWEEP_SECONDS", 10),
    "resend_seconds": env.number("DAYLIGHT_RESEND_SECONDS", 15),
}
CHECKPOINT_SECONDS = env.number("DAYLIGHT_CHECKPOINT_SECONDS", 300)
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "jobs.sweep", "schedule": JOBS["sweep_seconds"]},
    "retention": {
        "task": "governance.enforce_retention",
        "schedule": crontab(minute="20", hour="2-5"),  # what one round leaves, the next finds
    },
    "checkpoint": {"task": "governance.checkpoint", "schedule": CHECKPOINT_SECONDS},
}

# Models: the gateway alone loads what is named here.
ENGINES = {
    "extractive": "workspace.gateway.engines.extractive.build",
    "openai": "workspace.gateway.engines.openai_compatible.build",
    "argos": "workspace.gateway.engines.argos.build",
}
PACKS = [BASE_DIR / "bundled" / "mt", VAR / "packs"]
"""Folders of translation packs: each folder in them with a `metadata.json` is one, unpacked.
Packs are installed into the last."""
PACK_INDEX = env.text(
    "DAYLIGHT_PACK_INDEX",
    "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json",
)
"""Where `manage.py packs install NAME` looks. Nothing else ever asks it."""
MODELS = [BASE_DIR / "bundled", *map(Path, env.words("DAYLIGHT_MODELS"))]
"""Folders of models that find names, those that come with Daylight first."""
FAIRNESS: dict[str, float] = {
    "floor": env.number("DAYLIGHT_FAIRNESS_FLOOR", 80),
    "mentions": env.number("DAYLIGHT_FAIRNESS_FLOOR_MENTIONS", 30),
}
"""No group of so many mentions may be found less often, in per cent, without a reason."""
SECRETS = env.text("DAYLIGHT_SECRETS") or str(VAR / "secrets")
KEYRING = env.text("DAYLIGHT_KEYRING") or str(VAR / "keyring.json")
"""The organisation keys that wrap every vault's own key (see `docs/keys.md`)."""
SIGNING_KEY = env.text("DAYLIGHT_SIGNING_KEY") or str(Path(KEYRING).with_name("signing_key.pem"))
"""Seals and signs the audit record and certificates (see `docs/audit.md`)."""
CHECKPOINTS = env.text("DAYLIGHT_CHECKPOINTS") or str(VAR / "audit" / "checkpoints.jsonl")
"""Signed statements of how far the record had come, kept outside the database."""

ERASURES = env.text("DAYLIGHT_ERASURES") or str(VAR / "erasures")
"""The ledger of what was erased: a disk that is not lost with the database is best."""
BACKUP_NOTE = VAR / "backup.json"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "workspace.logs.Discreet",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("DAYLIGHT_LOG_LEVEL", "INFO")},
    "loggers": {
        "presidio-analyzer": {"level": "ERROR"},
        "httpx2": {"level": "WARNING"},
        "openai": {"level": "WARNING"},
        # An address may hold what somebody searched for: no line for each request.
        "uvicorn.access": {"level": "WARNING"},
        "uvicorn": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
