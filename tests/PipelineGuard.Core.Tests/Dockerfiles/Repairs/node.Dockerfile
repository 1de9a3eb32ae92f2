FROM node:22-slim
WORKDIR /none
COPY nolock/package*.json ./
RUN npm install
WORKDIR /some
COPY package*.json ./
RUN npm install
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm install --omit=dev
CMD node server.js
