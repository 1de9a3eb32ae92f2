# syntax=docker/dockerfile:1
FROM node:24.4.1-alpine3.22@sha256:5f2a91c0d3b5e6f7a8b9c0d1e2f3a4b5c6d7e8f90123456789abcdef01234567 AS build
WORKDIR /site
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN npm run build

FROM nginxinc/nginx-unprivileged:1.29.3-alpine3.22@sha256:5f2a91c0d3b5e6f7a8b9c0d1e2f3a4b5c6d7e8f90123456789abcdef01234567
COPY nginx.conf /etc/nginx/conf.d/default.conf
COPY --from=build /site/dist /usr/share/nginx/html
USER 101
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s CMD ["wget", "-q", "--spider", "http://localhost:8080/"]
CMD ["nginx", "-g", "daemon off;"]
