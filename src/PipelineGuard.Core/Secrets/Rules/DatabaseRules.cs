using PipelineGuard.Secrets.Matching;
using static PipelineGuard.Findings.Severity;
using static PipelineGuard.Secrets.Rules.Row;

namespace PipelineGuard.Secrets.Rules;

/// <summary>PGS700 to PGS799: passwords in URLs and connection strings.</summary>
internal static class DatabaseRules
{
    private const string Data = "read and change what the server holds";
    private const string Messages = "read and send messages";

    public static IEnumerable<SecretRule> All =>
    [
        Of("PGS700", High, "PostgreSQL URLs with passwords", Data, new UrlMatcher("postgres", "postgresql", "postgis", "cockroachdb", "redshift", "postgresql+psycopg2", "postgresql+asyncpg")),
        Of("PGS701", High, "MySQL URLs with passwords", Data, new UrlMatcher("mysql", "mysql2", "mariadb", "mysql+pymysql")),
        Of("PGS702", High, "MongoDB URLs with passwords", Data, new UrlMatcher("mongodb", "mongodb+srv")),
        Of("PGS703", High, "Redis URLs with passwords", Data, new UrlMatcher("redis", "rediss", "valkey")),
        Of("PGS704", High, "AMQP URLs with passwords", Messages, new UrlMatcher("amqp", "amqps")),
        Of("PGS705", High, "SQL Server and Oracle URLs with passwords", Data, new UrlMatcher("sqlserver", "mssql", "oracle", "mssql+pyodbc")),
        Of("PGS706", High, "URLs of other databases with passwords", Data, new UrlMatcher("clickhouse", "cassandra", "neo4j", "bolt", "couchbase", "influxdb", "hive", "presto", "trino", "snowflake", "db2", "vertica", "memcached", "libsql")),
        Of("PGS707", High, "URLs of message brokers with passwords", Messages, new UrlMatcher("nats", "mqtt", "mqtts", "kafka", "stomp", "pulsar")),
        Of("PGS708", High, "LDAP URLs with passwords", "ask the directory, and sign in as that user", new UrlMatcher("ldap", "ldaps")),
        Of("PGS709", High, "Mail server URLs with passwords", "send and read mail as that user", new UrlMatcher("smtp", "smtps", "imap", "imaps", "pop3")),
        Of("PGS710", High, "File server URLs with passwords", "read and change files as that user", new UrlMatcher("ftp", "ftps", "sftp", "ssh", "smb", "webdav", "svn+ssh", "rsync")),
        Of("PGS711", High, "Web addresses with passwords", "sign in as that user", new UrlMatcher("https", "http")) with { IsGeneric = true },
        Of("PGS712", High, "Connection strings with passwords", Data, new ConnectionStringMatcher()),
        Named("PGS713", High, "PostgreSQL passwords", Data, "pgpassword|postgres_password|postgresql_password|postgres_pass", "{[!-~]:6-100}") with { Check = Validation.Passwords.IsChosen, IsGeneric = true },
        Named("PGS714", High, "MySQL and MariaDB passwords", Data, "mysql_password|mysql_root_password|mysql_pwd|mariadb_password|mariadb_root_password", "{[!-~]:6-100}") with { Check = Validation.Passwords.IsChosen, IsGeneric = true },
        Named("PGS715", High, "MongoDB passwords", Data, "mongo_password|mongodb_password|mongo_initdb_root_password|mongodb_root_password", "{[!-~]:6-100}") with { Check = Validation.Passwords.IsChosen, IsGeneric = true },
        Named("PGS716", High, "Redis passwords", Data, "redis_password|requirepass|redis_auth|redispassword", "{[!-~]:6-100}") with { Check = Validation.Passwords.IsChosen, IsGeneric = true },
        Named("PGS717", High, "SQL Server and Oracle passwords", Data, "sa_password|mssql_password|mssql_sa_password|oracle_password|oracle_pwd", "{[!-~]:6-100}") with { Check = Validation.Passwords.IsChosen, IsGeneric = true },
        Named("PGS718", High, "RabbitMQ and other broker passwords", Messages, "rabbitmq_password|rabbitmq_default_pass|amqp_password|kafka_password|sasl_password|sasl.password", "{[!-~]:6-100}") with { Check = Validation.Passwords.IsChosen, IsGeneric = true },
        Named("PGS719", High, "Passwords of other data stores", Data, "influxdb_admin_password|influx_token|cassandra_password|neo4j_auth|clickhouse_password|elastic_password|elasticsearch_password|couchdb_password|ldap_password|bind_password|ldap_bind_pw", "{[!-~]:6-100}") with { Check = Validation.Passwords.IsChosen, IsGeneric = true },
        Of("PGS720", High, "Java connection strings with passwords", Data, new JdbcMatcher()),
    ];
}
