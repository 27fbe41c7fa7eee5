# One image, four commands: web (the default), worker, migrate, first-administrator.
ARG NODE=node:26-slim

FROM ${NODE} AS packages
WORKDIR /product
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts

FROM ${NODE} AS build
WORKDIR /product
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM ${NODE}
ENV NODE_ENV=production \
    NODE_OPTIONS=--disable-warning=ExperimentalWarning
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
ENTRYPOINT ["node", "server/command.ts"]
CMD ["web"]
