# One image, four commands: web (the default), worker, migrate, first-administrator. Node is the one that package.json pins.
ARG NODE=node:26.10.0-slim

FROM ${NODE} AS packages
WORKDIR /product
COPY package.json package-lock.json ./
# Without the optional packages too: none of ours is of use on Node, and one is the TypeScript compiler.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM ${NODE} AS build
WORKDIR /product
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM ${NODE}
ENV NODE_ENV=production \
    NODE_OPTIONS="--disable-warning=ExperimentalWarning --max-semi-space-size=64"
WORKDIR /product
COPY --from=packages /product/node_modules node_modules
COPY --from=build /product/build build
COPY package.json ./
COPY server server
COPY drizzle drizzle
COPY app app
USER node
EXPOSE 3000 9464 9465
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "server/healthcheck.ts"]
ENTRYPOINT ["node", "server/command.ts"]
CMD ["web"]
