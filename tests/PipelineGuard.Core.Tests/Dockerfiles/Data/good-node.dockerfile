# syntax=docker/dockerfile:1
FROM node:24.4.1-bookworm-slim@sha256:5f2a91c0d3b5e6f7a8b9c0d1e2f3a4b5c6d7e8f90123456789abcdef01234567 AS deps
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm ci

FROM deps AS build
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24.4.1-bookworm-slim@sha256:5f2a91c0d3b5e6f7a8b9c0d1e2f3a4b5c6d7e8f90123456789abcdef01234567
LABEL org.opencontainers.image.source="https://github.com/example/shop" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
    PORT=3000
WORKDIR /app
COPY --from=build --chown=node:node /app/node_modules ./node_modules
COPY --from=build --chown=node:node /app/dist ./dist
COPY --chown=node:node package.json ./
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s CMD ["node", "dist/healthcheck.js"]
CMD ["node", "dist/server.js"]
