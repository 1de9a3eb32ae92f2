using static PipelineGuard.Findings.Severity;
using static PipelineGuard.Secrets.Rules.Row;

namespace PipelineGuard.Secrets.Rules;

/// <summary>PGS600 to PGS699: monitoring, identity, search, maps and other services.</summary>
internal static class ServiceRules
{
    private const string Watch = "read what is monitored, and forge it";
    private const string Identity = "sign in others, or as others";
    private const string Service = "use the service as its owner";

    public static IEnumerable<SecretRule> All =>
    [
        Named("PGS600", High, "Datadog keys", Watch, "datadog|dd_api|dd_app", "{hex:32-40}", "gitleaks:datadog-access-token"),
        Token("PGS601", High, "New Relic user keys", Watch, "NRAK-{capital:27}", "gitleaks:new-relic-user-api-key", "trivy:new-relic-user-api-key"),
        Token("PGS602", Medium, "New Relic licence keys", "send data in the account's name", "{hex:36}NRAL"),
        Token("PGS603", Medium, "New Relic insert keys", "send data in the account's name", "{NRII-|NRRA-}{url:32}", "gitleaks:new-relic-insert-key"),
        Token("PGS604", Low, "New Relic browser keys", "send data in the account's name", "NRJS-{hex:19}", "gitleaks:new-relic-browser-api-token"),
        Token("PGS605", High, "Grafana service account tokens", "read and change dashboards and their sources", "glsa_{alnum:32}_{anyhex:8}", "gitleaks:grafana-service-account-token"),
        Token("PGS606", High, "Grafana Cloud tokens", Watch, "glc_eyJ{padded:40-400}", "gitleaks:grafana-cloud-api-token"),
        Token("PGS607", High, "Grafana keys of the older kind", "read and change dashboards and their sources", "eyJrIjoi{padded:70-400}", "gitleaks:grafana-api-key", "trivy:grafana-api-token"),
        Token("PGS608", High, "Sentry user and integration tokens", Watch, "{sntryu_|sntryi_}{hex:64}", "gitleaks:sentry-user-token"),
        Token("PGS609", High, "Sentry organisation tokens", Watch, "sntrys_eyJ{padded:80-400}_{base64:43}", "gitleaks:sentry-org-token"),
        Named("PGS610", High, "Sentry tokens of the older kind", Watch, "sentry_auth|sentry_token|sentry_api", "{hex:64}", "gitleaks:sentry-access-token"),
        Token("PGS611", High, "Dynatrace tokens", Watch, "dt0c01.{base32:24}.{base32:64}", "gitleaks:dynatrace-api-token", "trivy:dynatrace-api-token"),
        Token("PGS612", High, "Honeycomb keys", Watch, "{hcaik_|hcxik_|hcbik_|hcalk_}{small:58}"),
        Named("PGS613", Medium, "Honeycomb keys of the older kind", Watch, "honeycomb", "{alnum:22-32}"),
        Named("PGS614", Medium, "Splunk and SignalFx tokens", Watch, "splunk|signalfx|hec_token", "{[0-9A-Za-z-]:22-36}") with { Check = Validation.Randomness.LooksDrawn },
        Named("PGS615", Medium, "Sumo Logic keys", Watch, "sumologic|sumo_access", "{alnum:64}", "gitleaks:sumologic-access-token"),
        Named("PGS616", Medium, "Loggly, Logz.io and Papertrail tokens", Watch, "loggly|logzio|papertrail|logtail|betterstack", "{[0-9A-Za-z-]:20-40}") with { Check = Validation.Randomness.LooksDrawn },
        Named("PGS617", High, "PagerDuty and Opsgenie keys", "raise and silence alarms", "pagerduty|opsgenie", "{[0-9A-Za-z+_-]:20-36}") with { Check = Validation.Randomness.LooksDrawn },
        Named("PGS618", Medium, "Rollbar, Bugsnag and Airbrake tokens", Watch, "rollbar|bugsnag|airbrake|honeybadger|raygun", "{alnum:22-40}") with { Check = Validation.Randomness.LooksDrawn },
        Named("PGS619", Medium, "Segment, Mixpanel and Amplitude secrets", "read and forge what users do", "segment_write|segment_secret|segment_key|mixpanel|amplitude", "{alnum:32}"),
        Token("PGS620", Medium, "PostHog personal keys", "read what users do", "phx_{alnum:43-50}"),
        Token("PGS621", High, "LaunchDarkly keys", "read and change flags", "{sdk-|api-}{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}", "gitleaks:launchdarkly-access-token"),
        Named("PGS622", Medium, "Split, Optimizely and ConfigCat keys", "read and change flags", "splitio|split_io|optimizely|configcat|unleash", "{[0-9A-Za-z:._/-]:32-80}"),
        Named("PGS623", High, "Okta tokens", Identity, "okta|ssws", "00{url:40}", "gitleaks:okta-access-token"),
        Named("PGS624", High, "Auth0 secrets", Identity, "auth0", "{url:64}"),
        Named("PGS627", High, "OneLogin, Ping and FusionAuth secrets", Identity, "onelogin|pingone|fusionauth|keycloak_client|keycloak_admin|keycloak_secret", "{[0-9A-Za-z_-]:32-64}"),
        Named("PGS628", High, "Stytch, Descope and Magic keys", Identity, "stytch|descope|magic_secret", "{[0-9A-Za-z_=-]:40-80}"),
        Token("PGS630", High, "Age secret keys of SOPS", "decrypt the files encrypted for it", "AGE-SECRET-KEY-1{[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]:58}", "gitleaks:age-secret-key"),
        Named("PGS631", Medium, "Algolia administration keys", "read and change the index", "algolia", "{hex:32}", "gitleaks:algolia-api-key", "trivy:algolia-api-key"),
        Named("PGS632", Medium, "Elastic keys", "read and change the index", "elastic_api|elastic_cloud|elasticsearch_api|es_api_key", "{[0-9A-Za-z_+/=-]:40-80}"),
        Named("PGS633", Medium, "Meilisearch and Typesense keys", "read and change the index", "meili_|meilisearch|typesense", "{[0-9A-Za-z_-]:16-64}") with { Check = Validation.Randomness.LooksDrawn },
        Token("PGS634", Medium, "Mapbox secret tokens", "use and manage the maps account", "sk.eyJ{url:60-100}.{url:22}"),
        Named("PGS635", Medium, "Maps, weather and similar keys", "use the service at the account's expense", "openweather|here_api|tomtom|maptiler|ipstack|ipinfo|mapquest", "{url:32-43}"),
        Token("PGS636", High, "Adafruit keys", "read and steer the devices", "aio_{alnum:28}", "gitleaks:adafruit-api-key"),
        Token("PGS637", High, "Typeform tokens", "read the answers", "tfp_{[0-9A-Za-z_.=-]:59}", "gitleaks:typeform-api-token", "trivy:typeform-api-token"),
        Token("PGS638", Medium, "ReadMe keys", "change the documentation", "rdme_{small:70}", "gitleaks:readme-api-token", "trivy:readme-api-token"),
        Token("PGS639", Medium, "Frame.io tokens", "read and change media", "fio-u-{[0-9A-Za-z_=-]:64}", "gitleaks:frameio-api-token", "trivy:frameio-api-token"),
        Token("PGS641", High, "Scalingo tokens", "change and deploy what runs there", "tk-us-{url:48}", "gitleaks:scalingo-api-token"),
        Named("PGS644", Medium, "Squarespace, Etsy and Flickr secrets", Service, "squarespace|etsy|flickr", "{[0-9a-z-]:16-40}", "gitleaks:squarespace-access-token", "gitleaks:etsy-access-token", "gitleaks:flickr-access-token"),
        Named("PGS645", Medium, "RapidAPI keys", Service, "rapidapi|rapid_api|x-rapidapi", "{alnum:50}", "gitleaks:rapidapi-access-token"),
        Named("PGS646", Medium, "VirusTotal and Shodan keys", Service, "virustotal|shodan|censys", "{alnum:32-64}"),
        Named("PGS647", High, "Salesforce secrets", "read and change the customers' records", "salesforce|sfdc", "{word:20-120}") with { Check = Validation.Randomness.LooksDrawn },
        Named("PGS648", High, "ServiceNow, Workday and SAP secrets", "read and change the company's records", "servicenow|workday|sap_client", "{[0-9A-Za-z+/=_-]:16-64}") with { Check = Validation.Randomness.LooksDrawn, IsGeneric = true },
        Named("PGS649", Medium, "JFrog Xray, Mend and Sonatype style scanner keys", Service, "whitesource|mend_|blackduck|veracode|checkmarx|fossa", "{[0-9A-Za-z=._-]:32-200}"),
        Named("PGS650", High, "Snowflake passwords", "read and change what is stored there", "snowflake", "{[!-~]:8-100}") with { Check = Validation.Passwords.IsChosen, IsGeneric = true },
        Named("PGS651", High, "Looker, Tableau and Power BI secrets", "read the reports", "looker|tableau|powerbi", "{[0-9A-Za-z=+/:_-]:20-60}") with { Check = Validation.Randomness.LooksDrawn },
        Token("PGS652", Medium, "Defined Networking keys", "join the private network", "dnkey-{[0-9a-z=_-]:26}-{[0-9a-z=_-]:52}", "gitleaks:defined-networking-api-token"),
        Token("PGS653", Medium, "Intra42 secrets", Service, "s-s4t2{ud|af}-{hex:64}", "gitleaks:intra42-client-secret"),
        Named("PGS654", Medium, "Finnhub, Alpha Vantage and similar keys", Service, "finnhub|alphavantage|polygon_api", "{small:16-40}", "gitleaks:finnhub-access-token"),
        Named("PGS655", High, "BrowserStack, Sauce Labs and LambdaTest keys", "test at the account's expense", "browserstack|sauce_access|saucelabs|lambdatest|lt_access_key", "{[0-9A-Za-z-]:20-50}", "gitleaks:sauce-access-token"),
    ];
}
