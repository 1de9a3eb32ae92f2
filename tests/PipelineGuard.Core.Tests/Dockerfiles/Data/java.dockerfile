FROM maven:3.9-eclipse-temurin-21 AS build
COPY pom.xml .
RUN --mount=type=cache,target=/root/.m2 mvn -B dependency:go-offline
COPY src src
RUN mvn -B package -DskipTests
FROM eclipse-temurin:21-jre
COPY --from=build target/*.jar /app.jar
CMD java $JAVA_OPTS -jar /app.jar
