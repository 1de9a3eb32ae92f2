FROM node:22 AS deps
RUN npm ci
FROM node:22 AS lint
RUN npm run lint
FROM node:22-slim
COPY --from=deps /app/node_modules ./node_modules
USER node
CMD ["node", "server.js"]
