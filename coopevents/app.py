"""The application, composed in named steps."""

from pathlib import Path

from flask import Flask, request
from flask_migrate import Migrate
from jinja2 import FileSystemBytecodeCache, StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from coopevents import i18n, jobs
from coopevents import models as models  # so that the metadata is whole
from coopevents.blueprints import BLUEPRINTS, access, addresses, errors, forms, kept, layout, sign_in, uploads
from coopevents.config import Settings
from coopevents.db import db, declare_intent, teach_engine
from coopevents.generations import Generations
from coopevents.logs import init_logging, log_requests
from coopevents.mail import delivery
from coopevents.partners.country_names import NamesInForce
from coopevents.responses import init_headers

HERE = Path(__file__).parent
MEBIBYTE = 1024 * 1024
migrate = Migrate(compare_type=True, render_as_batch=True)


def beside(name: str) -> Path:
    """A folder of the project: inside the package in a wheel, beside it in a checkout."""
    inside = HERE / name
    return inside if inside.is_dir() else HERE.parent / name


def create_app(settings: Settings | None = None) -> Flask:
    """The whole application for the given settings (default: from the environment).

    Raises ConfigurationError when the environment makes no configuration.
    """
    settings = settings or Settings.from_environment()
    app = Flask(__name__, template_folder=str(beside("templates")), static_folder=None)
    app.request_class = uploads.RequestInMemory
    _configure(app, settings)
    init_logging(settings)
    _open_database(app, settings)
    _prepare_templates(app, settings)
    i18n.init_app(app)
    app.extensions[i18n.NAMES_EXTENSION] = NamesInForce(app.extensions["generations"])
    addresses.init_app(app)
    uploads.init_app(app)
    forms.init_app(app)
    sign_in.init_app(app)
    access.init_app(app)
    layout.init_app(app)
    kept.init_app(app)
    errors.init_app(app)
    delivery.init_app(app)
    jobs.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    init_headers(app)
    log_requests(app)
    _wrap_server(app, settings)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={
            "pool_size": 16,
            "max_overflow": 16,
            "pool_timeout": 20,
            "pool_pre_ping": True,
            "hide_parameters": True,  # errors are logged, and what guests write is not
        },
        MAX_CONTENT_LENGTH=12 * MEBIBYTE,
        MAX_FORM_MEMORY_SIZE=2 * MEBIBYTE,
        MAX_FORM_PARTS=4000,
        SESSION_COOKIE_NAME="coopevents",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_behind_tls,
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=60 * 60 * 24 * 14,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=False,
        BABEL_DEFAULT_LOCALE="en",
        BABEL_TRANSLATION_DIRECTORIES=str(HERE / "translations"),
        TESTING=settings.mode == "testing",
    )


def _open_database(app: Flask, settings: Settings) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=str(beside("migrations")))
    with app.app_context():
        teach_engine(db.engine)
    app.extensions["generations"] = Generations(settings.data_dir / "generations.bin")

    @app.before_request
    def _read_or_write() -> None:
        declare_intent(is_reading=request.method in {"GET", "HEAD", "OPTIONS"})

    @app.teardown_request
    def _forget_intent(_error: BaseException | None) -> None:
        declare_intent(is_reading=False)


def _prepare_templates(app: Flask, settings: Settings) -> None:
    compiled = settings.cache_dir / "templates"
    compiled.mkdir(parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.add_extension("jinja2.ext.do")


def _wrap_server(app: Flask, settings: Settings) -> None:
    static = HERE / "static"
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(static) if static.is_dir() else None,
        prefix="static/",
        immutable_file_test=r"\.[0-9A-Z]{8}\.",
        max_age=600,
        autorefresh=settings.mode == "development",
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
