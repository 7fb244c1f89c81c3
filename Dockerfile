# A container can only be reached beyond its own loopback, where an admin token is mandatory:
#   docker build -t understudy .
#   docker run --rm -p 127.0.0.1:4010:4010 -e UNDERSTUDY_ADMIN_TOKEN=<any secret> understudy

FROM node:24-alpine AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build
RUN npm prune --omit=dev --omit=optional --omit=peer --ignore-scripts

FROM node:24-alpine
ENV NODE_ENV=production
WORKDIR /understudy
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/dist ./
USER node
EXPOSE 4010
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s CMD [ \
  "node", "--eval", \
  "fetch('http://127.0.0.1:4010/_understudy/health', { headers: { Authorization: `Bearer ${process.env.UNDERSTUDY_ADMIN_TOKEN}` } }).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))" \
]
ENTRYPOINT ["node", "src/main.js"]
CMD ["start", "--host", "0.0.0.0"]
