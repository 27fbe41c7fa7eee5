# One image, three commands: web (the default), worker, migrate.
ARG NODE=node:26-slim

FROM ${NODE} AS packages
WORKDIR /product
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM ${NODE} AS build
WORKDIR /product
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM ${NODE}
ENV NODE_ENV=production NODE_OPTIONS=--disable-warning=ExperimentalWarning
WORKDIR /product
COPY --from=packages /product/node_modules node_modules
COPY --from=build /product/build build
COPY package.json tsconfig.json ./
COPY server server
COPY drizzle drizzle
COPY app app
COPY --chmod=755 <<"COMMAND" /usr/local/bin/ap-tool
#!/bin/sh
case "$1" in
  web) exec node server/index.ts ;;
  worker) exec node server/worker.ts ;;
  migrate) exec node server/migrate.ts ;;
  *) echo "Say web, worker or migrate." >&2; exit 64 ;;
esac
COMMAND
USER node
EXPOSE 3000 9464 9465
STOPSIGNAL SIGTERM
ENTRYPOINT ["ap-tool"]
CMD ["web"]
