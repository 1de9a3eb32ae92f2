FROM node:latest
MAINTAINER shop@example.com

ARG NPM_TOKEN
WORKDIR app
COPY . .
RUN echo "//npmhub.example.com/:_authToken=$NPM_TOKEN" > .npmrc
RUN npm install
RUN npm install -g pm2
RUN npm run build; rm -f .npmrc
EXPOSE 3000 22
CMD npm start
