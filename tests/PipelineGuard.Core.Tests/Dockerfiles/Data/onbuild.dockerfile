FROM node:22
ONBUILD COPY package.json .
ONBUILD RUN npm ci && npm cache clean --force
ONBUILD RUN <<EOF
echo heredoc
EOF
ONBUILD ONBUILD RUN true
ONBUILD FROM x
ONBUILD
