using static PipelineGuard.Findings.Severity;
using static PipelineGuard.Secrets.Rules.Row;

namespace PipelineGuard.Secrets.Rules;

/// <summary>PGS100 to PGS199: places where code lives and is built.</summary>
internal static class ForgeRules
{
    private const string Owner = "read and change repositories as its owner";
    private const string Build = "change what is built, and read the secrets of builds";

    public static IEnumerable<SecretRule> All =>
    [
        Token("PGS100", Critical, "GitHub personal access tokens", Owner, "ghp_{alnum:30}{crc62:6}", "gitleaks:github-pat", "trivy:github-pat") with { Check = Validation.TokenChecksum.IsRight },
        Token("PGS101", Critical, "GitHub fine-grained tokens", Owner, "github_pat_{alnum:22}_{alnum:59}", "gitleaks:github-fine-grained-pat", "trivy:github-fine-grained-pat"),
        Token("PGS102", Critical, "GitHub OAuth tokens", Owner, "gho_{alnum:30}{crc62:6}", "gitleaks:github-oauth", "trivy:github-oauth") with { Check = Validation.TokenChecksum.IsRight },
        Token("PGS103", High, "GitHub app tokens", "do what the app may do until it expires", "{ghs_|ghu_}{alnum:30}{crc62:6}", "gitleaks:github-app-token", "trivy:github-app-token") with { Check = Validation.TokenChecksum.IsRight },
        Token("PGS104", High, "GitHub refresh tokens", Owner, "ghr_{alnum:36-76}", "gitleaks:github-refresh-token", "trivy:github-refresh-token"),
        Named("PGS105", High, "GitHub tokens of the older kind", Owner, "github|gh_token", "{hex:40}"),
        Token("PGS106", Critical, "GitLab personal access tokens", Owner, "glpat-{url:20}", "gitleaks:gitlab-pat", "trivy:gitlab-pat"),
        Token("PGS107", Critical, "GitLab personal access tokens that route", Owner, "glpat-{url:27-300}.{small:2}.{small:9}", "gitleaks:gitlab-pat-routable"),
        Token("PGS108", High, "GitLab deploy tokens", "read repositories and registries", "gldt-{url:20}", "gitleaks:gitlab-deploy-token"),
        Token("PGS109", High, "GitLab runner tokens", Build, "{glrt-|glrtr-}{url:20-50}", "gitleaks:gitlab-runner-authentication-token"),
        Token("PGS110", High, "GitLab pipeline trigger tokens", "start pipelines", "glptt-{hex:40}", "gitleaks:gitlab-ptt"),
        Token("PGS111", Medium, "GitLab feed and mail tokens", "read feeds and create issues as its owner", "{glft-|glimt-}{url:20-26}", "gitleaks:gitlab-feed-token", "gitleaks:gitlab-incoming-mail-token"),
        Token("PGS112", High, "GitLab agent tokens", "act in the cluster as the agent", "glagent-{url:50}", "gitleaks:gitlab-kubernetes-agent-token"),
        Token("PGS113", High, "GitLab application secrets", "pose as the application", "gloas-{hex:64}", "gitleaks:gitlab-oauth-app-secret"),
        Token("PGS114", High, "GitLab SCIM tokens", "manage the group's members", "glsoat-{url:20}", "gitleaks:gitlab-scim-token"),
        Token("PGS115", Medium, "GitLab job tokens", "do what the job may do until it ends", "glcbt-{small:1-5}_{url:20}", "gitleaks:gitlab-cicd-job-token"),
        Token("PGS116", High, "GitLab runner registration tokens", "register a runner and read what jobs do", "GR1348941{url:20}", "gitleaks:gitlab-rrt"),
        Token("PGS117", High, "Bitbucket app passwords and tokens", Owner, "{ATBB|ATCTT3|BBDC-}{[0-9A-Za-z+/=_-]:28-200}"),
        Named("PGS118", High, "Bitbucket client secrets", "pose as the application", "bitbucket", "{url:64}", "gitleaks:bitbucket-client-secret"),
        Token("PGS119", High, "Atlassian tokens", "act in Jira and Confluence as its owner", "ATATT3{[0-9A-Za-z_=-]:186}", "gitleaks:atlassian-api-token"),
        Named("PGS120", High, "Atlassian tokens of the older kind", "act in Jira and Confluence as its owner", "atlassian|jira|confluence", "{alnum:24}", "gitleaks:atlassian-api-token"),
        Named("PGS121", High, "Gitea and Forgejo tokens", Owner, "gitea|forgejo|codeberg", "{hex:40}", "gitleaks:gitea-access-token"),
        Token("PGS122", High, "Sourcegraph tokens", "read all code that it indexes", "sgp_{anyhex:16}_{anyhex:40}", "gitleaks:sourcegraph-access-token"),
        Named("PGS123", High, "CircleCI tokens", Build, "circleci|circle_token|circle_api", "{hex:40}"),
        Token("PGS124", High, "CircleCI tokens of the newer kind", Build, "{CCIPAT_|CCIPRJ_}{alnum:22}_{hex:40}"),
        Named("PGS125", High, "Travis CI tokens", Build, "travis", "{url:22}", "gitleaks:travisci-access-token"),
        Named("PGS126", High, "Drone tokens", Build, "drone", "{alnum:32}", "gitleaks:droneci-access-token"),
        Token("PGS127", High, "Buildkite tokens", Build, "{bkua_|bkct_}{hex:40}"),
        Named("PGS128", High, "Buildkite agent tokens", "run builds and read their secrets", "buildkite", "{hex:40-50}"),
        Named("PGS129", High, "Jenkins tokens", Build, "jenkins", "11{hex:32}"),
        Named("PGS130", High, "TeamCity tokens", Build, "teamcity", "eyJ0eXAiOiAiVENWMiJ9.{url:20-60}.{url:30-80}"),
        Token("PGS131", High, "Octopus Deploy keys", "deploy in the organisation's name", "API-{capital:26-32}", "gitleaks:octopus-deploy-api-key"),
        Named("PGS132", Medium, "AppVeyor tokens", Build, "appveyor", "v2.{alnum:20}"),
        Token("PGS133", High, "Harness keys", Build, "{pat|sat}.{url:22}.{anyhex:24}.{alnum:20}", "gitleaks:harness-api-key"),
        Named("PGS134", High, "Codefresh keys", Build, "codefresh", "{hex:24}.{hex:32}"),
        Token("PGS135", Medium, "SonarQube tokens", "read code and change its quality records", "{squ_|sqp_|sqa_}{hex:40}", "gitleaks:sonar-api-token"),
        Named("PGS136", Medium, "SonarQube tokens of the older kind", "read code and change its quality records", "sonar", "{hex:40}", "gitleaks:sonar-api-token"),
        Named("PGS137", Medium, "Codecov tokens", "send coverage in the repository's name", "codecov", "{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}", "gitleaks:codecov-access-token"),
        Named("PGS138", Medium, "Coveralls tokens", "send coverage in the repository's name", "coveralls", "{alnum:33}"),
        Named("PGS139", High, "Snyk tokens", "read the organisation's projects", "snyk", "{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}", "gitleaks:snyk-api-token"),
        Token("PGS141", High, "Semgrep tokens", "read the organisation's findings", "SEMGREP_APP_TOKEN={hex:64}"),
        Token("PGS142", High, "Postman keys", "read and change collections and environments", "PMAK-{hex:24}-{hex:34}", "gitleaks:postman-api-token", "trivy:postman-api-token"),
        Token("PGS143", High, "Linear keys", "read and change issues", "{lin_api_|lin_oauth_}{alnum:40}", "gitleaks:linear-api-key", "trivy:linear-api-token"),
        Named("PGS144", High, "Asana tokens", "read and change tasks", "asana", "{digit:1}/{digit:16}:{hex:32}", "gitleaks:asana-client-secret"),
        Token("PGS145", High, "Notion tokens", "read and change pages", "ntn_{digit:11}{alnum:35}", "gitleaks:notion-api-token"),
        Token("PGS146", High, "Notion tokens of the older kind", "read and change pages", "secret_{alnum:43}"),
        Token("PGS147", High, "Airtable tokens", "read and change tables", "pat{alnum:14}.{hex:64}", "gitleaks:airtable-personnal-access-token"),
        Token("PGS148", High, "Figma tokens", "read and comment on designs", "figd_{url:40}"),
        Token("PGS149", Medium, "Contentful management tokens", "change published content", "CFPAT-{url:43}"),
        Named("PGS150", High, "Contentful delivery tokens", "read unpublished content", "contentful", "{url:43}", "gitleaks:contentful-delivery-api-token"),
        Token("PGS151", High, "Dropbox tokens", "read and change files", "sl.{url:130-152}", "gitleaks:dropbox-short-lived-api-token"),
    ];
}
