# Daylight for production: one image for web, workers, beat and commands. See docs/production.md.
FROM python:3.11-slim-bookworm AS build
ENV UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_NO_CACHE=1 \
    UV_PYTHON_DOWNLOADS=never
RUN pip install --no-cache-dir 'uv>=0.9,<1'
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev

FROM python:3.11-slim-bookworm
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DAYLIGHT_VAR=/var/lib/daylight \
    DAYLIGHT_KEYRING=/var/lib/daylight-keys/keyring.json
RUN useradd --system --uid 10001 --user-group --no-create-home daylight \
    && install --directory --owner daylight --group daylight --mode 0700 \
        /var/lib/daylight /var/lib/daylight-keys
WORKDIR /app
COPY --from=build /app/.venv .venv
COPY manage.py ./
COPY bundled bundled
COPY static static
COPY templates templates
COPY workspace workspace
RUN python -m compileall -q workspace
USER daylight
EXPOSE 8000
CMD ["uvicorn", "workspace.asgi:application", "--host", "0.0.0.0", "--port", "8000", \
    "--no-access-log", "--no-server-header", "--no-proxy-headers", "--timeout-graceful-shutdown", "30"]
