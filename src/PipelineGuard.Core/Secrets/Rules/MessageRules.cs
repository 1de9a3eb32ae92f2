using static PipelineGuard.Findings.Severity;
using static PipelineGuard.Secrets.Rules.Row;

namespace PipelineGuard.Secrets.Rules;

/// <summary>PGS300 to PGS399: chat, mail, messages to phones.</summary>
internal static class MessageRules
{
    private const string Post = "post in the channel in the service's name";
    private const string Mail = "send mail in the domain's name";
    private const string Call = "send messages and place calls at the account's expense";
    private const string Bot = "read and write what the bot sees";

    public static IEnumerable<SecretRule> All =>
    [
        Token("PGS300", High, "Slack bot tokens", Bot, "xoxb-{digit:10-13}-{digit:10-13}-{alnum:24}", "gitleaks:slack-bot-token", "trivy:slack-access-token"),
        Token("PGS301", High, "Slack user tokens", "read and write as the user", "{xoxp-|xoxe-}{digit:10-13}-{digit:10-13}-{digit:10-13}-{alnum:28-34}", "gitleaks:slack-user-token"),
        Token("PGS302", High, "Slack app tokens", Bot, "xapp-{digit:1}-{capital:8-12}-{digit:10-13}-{hex:64}", "gitleaks:slack-app-token"),
        Token("PGS303", High, "Slack refresh and configuration tokens", "manage the apps of the workspace", "{xoxe-1-|xoxe.xoxp-1-|xoxe.xoxb-1-}{alnum:140-170}", "gitleaks:slack-config-access-token", "gitleaks:slack-config-refresh-token"),
        Token("PGS304", High, "Slack session and legacy tokens", "read and write as the user", "{xoxs-|xoxa-|xoxr-|xoxo-|xoxc-|xoxd-}{[0-9A-Za-z-]:20-200}", "gitleaks:slack-legacy-token", "gitleaks:slack-legacy-workspace-token"),
        Token("PGS305", Medium, "Slack web hooks", Post, "hooks.slack.com/services/T{capital:8-12}/B{capital:8-12}/{alnum:24}", "gitleaks:slack-webhook-url", "trivy:slack-web-hook"),
        Token("PGS306", Medium, "Slack workflow triggers", "start workflows of the workspace", "hooks.slack.com/workflows/T{capital:8-12}/A{capital:8-12}/{digit:17-19}/{alnum:23-24}", "gitleaks:slack-webhook-url"),
        Token("PGS307", Medium, "Microsoft Teams web hooks", Post, ".webhook.office.com/webhookb2/{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}@{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}/IncomingWebhook/{hex:32}/{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}", "gitleaks:microsoft-teams-webhook"),
        Token("PGS308", Medium, "Discord web hooks", Post, "{discord.com|discordapp.com}/api/webhooks/{digit:17-20}/{url:68}"),
        Named("PGS310", High, "Discord client secrets and bot tokens", Bot, "discord", "{[0-9A-Za-z_.-]:32-80}", "gitleaks:discord-client-secret", "gitleaks:discord-api-token"),
        Named("PGS311", High, "Telegram bot tokens", Bot, "telegram|tg_bot|bot_token", "{digit:8-10}:AA{url:33}", "gitleaks:telegram-bot-api-token"),
        Token("PGS312", High, "Telegram bot tokens in URLs", Bot, "api.telegram.org/bot{digit:8-10}:AA{url:33}", "gitleaks:telegram-bot-api-token"),
        Named("PGS313", High, "Mattermost tokens", Bot, "mattermost", "{small:26}", "gitleaks:mattermost-access-token"),
        Named("PGS314", High, "Zoom secrets", "act in the account as the application", "zoom", "{alnum:32}"),
        Named("PGS315", Medium, "Webex tokens", Bot, "webex", "{url:64}_{url:4}_{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
        Token("PGS316", Medium, "Google Chat web hooks", Post, "chat.googleapis.com/v1/spaces/{url:8-12}/messages?key=AIza{url:35}&token={[0-9A-Za-z_%-]:40-60}"),
        Named("PGS317", Medium, "Line channel tokens", Bot, "line_channel|line_access|line_notify", "{padded:43-180}"),
        Named("PGS318", High, "Gitter, Zulip and Rocket.Chat tokens", Bot, "gitter|zulip|rocketchat|rocket_chat", "{alnum:32-43}", "gitleaks:gitter-access-token"),
        Token("PGS319", High, "SendGrid keys", Mail, "SG.{url:22}.{url:43}", "gitleaks:sendgrid-api-token", "trivy:sendgrid-api-token"),
        Token("PGS320", High, "Mailgun keys", Mail, "key-{hex:32}", "gitleaks:mailgun-private-api-token", "trivy:mailgun-private-api-token"),
        Named("PGS321", High, "Mailgun keys of the newer kind", Mail, "mailgun", "{hex:32}-{hex:8}-{hex:8}", "gitleaks:mailgun-signing-key"),
        Token("PGS322", High, "Mailchimp keys", "read lists and send mail in the account's name", "{hex:32}{-us1|-us2|-us3|-us4|-us5|-us6|-us7|-us8|-us9}{digit:0-1}", "gitleaks:mailchimp-api-key", "trivy:mailchimp-api-key"),
        Named("PGS323", High, "Mandrill keys", Mail, "mandrill", "{url:22}"),
        Token("PGS324", High, "Brevo keys", Mail, "{xkeysib-|xsmtpsib-}{hex:64}-{alnum:16}", "gitleaks:sendinblue-api-token", "trivy:sendinblue-api-token"),
        Token("PGS325", High, "Resend keys", Mail, "re_{alnum:8}_{alnum:24}"),
        Named("PGS326", High, "Postmark tokens", Mail, "postmark", "{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
        Named("PGS327", High, "SparkPost keys", Mail, "sparkpost", "{hex:40}"),
        Named("PGS328", High, "Mailjet keys", Mail, "mailjet|mj_apikey", "{hex:32}"),
        Named("PGS329", High, "Amazon SES and other SMTP passwords", Mail, "smtp_pass|smtppass|smtp_password|smtp_auth|mail_password|mailpassword|email_host_password|email_password|ses_smtp", "{[!-~]:8-100}") with { Check = Validation.Passwords.IsChosen, IsGeneric = true },
        Token("PGS330", High, "MailerSend keys", Mail, "mlsn.{hex:64}"),
        Named("PGS332", High, "Twilio keys and tokens", Call, "twilio", "{hex:32}", "gitleaks:twilio-api-key", "trivy:twilio-api-key"),
        Named("PGS333", High, "Vonage secrets", Call, "vonage|nexmo", "{alnum:16}"),
        Named("PGS334", High, "MessageBird keys", Call, "messagebird|message_bird", "{alnum:25}", "gitleaks:messagebird-api-token"),
        Named("PGS335", High, "Plivo tokens", Call, "plivo", "{alnum:40}"),
        Named("PGS336", High, "Sinch and Infobip keys", Call, "sinch|infobip", "{[0-9a-z-]:32-70}"),
        Token("PGS337", High, "Telnyx keys", Call, "KEY0{HEX:30}_{alnum:22}"),
        Token("PGS338", Medium, "OneSignal keys", "send messages to all devices", "os_v2_app_{small:60-110}"),
        Token("PGS339", Medium, "Expo tokens", "send messages to the device", "ExponentPushToken[{url:22}]"),
        Named("PGS340", Medium, "Pusher secrets", "publish in the application's channels", "pusher", "{hex:20}"),
        Named("PGS341", Medium, "Ably and PubNub keys", "publish in the application's channels", "ably|pubnub", "{[0-9A-Za-z_.:-]:32-60}"),
        Named("PGS342", High, "Intercom, Zendesk and Freshdesk tokens", "read the customers' conversations", "intercom|zendesk|freshdesk", "{[0-9A-Za-z=_]:20-60}", "gitleaks:intercom-api-key", "gitleaks:zendesk-secret-key") with { Check = Validation.Randomness.LooksDrawn },
        Token("PGS343", High, "HubSpot tokens", "read and change the customers' records", "{pat-na1-|pat-na2-|pat-eu1-|pat-ap1-}{anyhex:8}-{anyhex:4}-{anyhex:4}-{anyhex:4}-{anyhex:12}", "gitleaks:hubspot-api-key"),
        Token("PGS344", High, "Customer.io and Klaviyo keys", "read the customers' profiles", "pk_{hex:34}"),
        Named("PGS345", Medium, "Facebook access tokens", "act as the page or the user", "facebook|fb_|instagram|whatsapp|page_access", "EAA{alnum:100-250}", "gitleaks:facebook-page-access-token"),
        Named("PGS346", High, "Facebook application secrets", "pose as the application", "facebook|fb_app|fb_secret", "{hex:32}", "gitleaks:facebook-secret"),
        Named("PGS347", High, "X (Twitter) secrets", "act as the application or the user", "twitter", "{alnum:35-50}", "gitleaks:twitter-access-secret", "gitleaks:twitter-api-secret"),
        Named("PGS349", High, "LinkedIn secrets", "pose as the application", "linkedin", "{alnum:16}", "gitleaks:linkedin-client-secret"),
    ];
}
