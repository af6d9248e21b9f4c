# syntax=docker/dockerfile:1
# The version is the one of package.json's optionalDependencies, which this image does not need: Node is in its base. They
# are removed rather than omitted, because what draws the charts has its native part in an optional package as well.
FROM node:24.21.0-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/node-linux-* node_modules/.bin/node
COPY manifest.yml ./
COPY src ./src
# Node keeps what it has compiled by user and by path: the same user at the same place finds it again, and starts
# quicker. Importing the bot compiles it, and then what it loads once it is open; it does not start it.
RUN mkdir /app/.compile-cache && chown 1000:1000 /app/.compile-cache
USER 1000:1000
RUN NODE_COMPILE_CACHE=/app/.compile-cache node --input-type=module -e "\
  await import('/app/src/app.ts'); \
  await import('/app/src/store/postgres.ts'); \
  (await import('/app/src/zoom/http.ts')).loadClient()"

FROM node:24.21.0-slim
ENV NODE_ENV=production \
    NODE_COMPILE_CACHE=/app/.compile-cache \
    DATABASE_URL=file:/data/frontdesk.db \
    POLICY_FILE=/config/policy.yml \
    PORT=3000
WORKDIR /app
COPY --from=build /app /app
# The one place that is written to, and only with the embedded database.
RUN mkdir /data && chown 1000:1000 /data && chmod 700 /data
VOLUME /data
USER 1000:1000
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/app.ts"]
