# syntax=docker/dockerfile:1
FROM eclipse-temurin:25.0.1_8-jdk-noble@sha256:5f2a91c0d3b5e6f7a8b9c0d1e2f3a4b5c6d7e8f90123456789abcdef01234567 AS build
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml ./
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B dependency:go-offline
COPY src ./src
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -o package -DskipTests \
    && java -Djarmode=tools -jar target/shop.jar extract --layers --destination /out

FROM eclipse-temurin:25.0.1_8-jre-noble@sha256:5f2a91c0d3b5e6f7a8b9c0d1e2f3a4b5c6d7e8f90123456789abcdef01234567
RUN groupadd --system --gid 10001 app && useradd --system --uid 10001 --gid app app
WORKDIR /app
COPY --from=build /out/dependencies/ ./
COPY --from=build /out/spring-boot-loader/ ./
COPY --from=build /out/application/ ./
USER 10001
EXPOSE 8080
HEALTHCHECK --start-period=20s CMD ["java", "-cp", "/app", "Health"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "shop.jar"]
