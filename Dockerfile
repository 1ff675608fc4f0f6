# A small image that holds one static program and runs it as nobody in particular.
#
#     docker build -t agentactivity .
#     docker run --rm agentactivity fetch --demo
#     docker run --rm --env-file agentactivity.env agentactivity fetch -t 1d --every 1h -f csv > day.csv

FROM rust:1.95-alpine AS build
# hadolint ignore=DL3018
RUN apk add --no-cache musl-dev
WORKDIR /src
COPY Cargo.toml Cargo.lock build.rs ./
COPY src src
RUN cargo build --release --locked

# It brings certificates and a /tmp, and no shell.
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /src/target/release/agentactivity /agentactivity
ENTRYPOINT ["/agentactivity"]
