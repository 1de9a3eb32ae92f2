using static PipelineGuard.Findings.Severity;
using static PipelineGuard.Secrets.Rules.Row;

namespace PipelineGuard.Secrets.Rules;

/// <summary>PGS400 to PGS499: payments, shops, exchanges.</summary>
internal static class PaymentRules
{
    private const string Pay = "take payments, pay back and read the customers' data";
    private const string Shop = "read orders and customers, and change the shop";
    private const string Trade = "trade and perhaps withdraw in the account";

    public static IEnumerable<SecretRule> All =>
    [
        Token("PGS400", Critical, "Stripe secret keys", Pay, "{sk_live_|rk_live_}{alnum:24-120}", "gitleaks:stripe-access-token", "trivy:stripe-secret-token"),
        Token("PGS401", Low, "Stripe test keys", "use the account's test mode", "{sk_test_|rk_test_}{alnum:24-120}", "gitleaks:stripe-access-token", "trivy:stripe-secret-token"),
        Token("PGS402", Medium, "Stripe web hook secrets", "forge events of payments", "whsec_{[0-9A-Za-z+/=]:32-64}"),
        Token("PGS403", Critical, "Square access tokens", Pay, "sq0atp-{url:22}", "gitleaks:square-access-token"),
        Token("PGS404", Critical, "Square secrets", "pose as the application", "sq0csp-{url:43}", "trivy:square-oauth-secret"),
        Token("PGS405", Critical, "PayPal and Braintree access tokens", Pay, "access_token$production${small:16}${hex:32}", "trivy:paypal-braintree-access-token"),
        Named("PGS438", Critical, "Square access tokens of the newer kind", Pay, "square", "EAAA{url:60}", "gitleaks:square-access-token"),
        Named("PGS406", Critical, "PayPal client secrets", Pay, "paypal", "{url:80}"),
        Named("PGS407", Critical, "Braintree private keys", Pay, "braintree", "{hex:32}"),
        Named("PGS408", Critical, "Adyen keys", Pay, "adyen", "AQE{[0-9A-Za-z+/=^<>-]:50-250}", "gitleaks:adyen-api-key"),
        Token("PGS409", Critical, "Razorpay keys", Pay, "rzp_live_{alnum:14}"),
        Named("PGS410", Critical, "Mollie keys", Pay, "mollie", "live_{alnum:30}"),
        Token("PGS411", Critical, "Flutterwave secret keys", Pay, "FLWSECK-{hex:32}-X", "trivy:flutterwave-secret-key"),
        Token("PGS412", Low, "Flutterwave test keys", "use the account's test mode", "{FLWSECK_TEST-|FLWPUBK_TEST-}{hex:32}-X", "gitleaks:flutterwave-secret-key"),
        Named("PGS413", Critical, "Paystack secret keys", Pay, "paystack", "{sk_live_|sk_test_}{hex:40}"),
        Named("PGS414", Critical, "GoCardless tokens", Pay, "gocardless", "live_{url:40}", "gitleaks:gocardless-api-token"),
        Named("PGS415", High, "Lob keys", "send post at the account's expense", "lob_", "live_{hex:35}", "gitleaks:lob-api-key", "trivy:lob-api-key"),
        Named("PGS416", High, "Plaid secrets", "read the customers' bank accounts", "plaid", "{hex:30}", "gitleaks:plaid-secret-key", "trivy:plaid-secret-key"),
        Token("PGS417", High, "Plaid access tokens", "read the customer's bank account", "{access-production|access-development}-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}", "gitleaks:plaid-api-token"),
        Token("PGS418", High, "Shopify access tokens", Shop, "{shpat_|shpca_|shppa_}{anyhex:32}", "gitleaks:shopify-access-token", "trivy:shopify-token"),
        Token("PGS419", High, "Shopify shared secrets", "forge requests of the shop", "shpss_{anyhex:32}", "gitleaks:shopify-shared-secret", "trivy:shopify-shared-secret"),
        Token("PGS420", High, "Shippo tokens", "buy labels at the account's expense", "shippo_live_{hex:40}", "gitleaks:shippo-api-token", "trivy:shippo-api-token"),
        Token("PGS421", High, "EasyPost keys", "buy labels at the account's expense", "EZAK{alnum:54}", "gitleaks:easypost-api-token", "trivy:easypost-api-token"),
        Token("PGS422", Low, "EasyPost test keys", "use the account's test mode", "EZTK{alnum:54}", "gitleaks:easypost-test-api-token"),
        Token("PGS424", High, "Duffel tokens", "book flights at the account's expense", "duffel_live_{[0-9A-Za-z_=-]:43}", "gitleaks:duffel-api-token", "trivy:duffel-api-token"),
        Named("PGS425", High, "BigCommerce and WooCommerce keys", Shop, "bigcommerce|woocommerce", "{[0-9A-Za-z_]:31-64}"),
        Token("PGS426", High, "WooCommerce keys", Shop, "{ck_|cs_}{hex:40}"),
        Named("PGS427", Critical, "Coinbase keys", Trade, "coinbase", "{[0-9A-Za-z+/=_-]:64-88}", "gitleaks:coinbase-access-token"),
        Named("PGS428", Critical, "Binance keys", Trade, "binance", "{alnum:64}"),
        Named("PGS429", Critical, "Kraken keys", Trade, "kraken", "{padded:56-88}", "gitleaks:kraken-access-token"),
        Named("PGS430", Critical, "KuCoin and Bittrex secrets", Trade, "kucoin|bittrex|bitfinex|bybit", "{[0-9a-z-]:32-64}", "gitleaks:kucoin-secret-key", "gitleaks:bittrex-secret-key"),
        Named("PGS431", Medium, "Infura and Alchemy keys", "use the node at the account's expense", "infura|alchemy", "{url:32}"),
        Named("PGS432", Critical, "Ethereum private keys", "move what the wallet holds", "private_key|privatekey|wallet_key|deployer_key|eth_key", "0x{anyhex:64}"),
        Named("PGS433", High, "Paddle and Lemon Squeezy keys", Pay, "paddle|lemonsqueezy|lemon_squeezy", "{[0-9A-Za-z_.-]:40-400}"),
        Token("PGS434", High, "Paddle keys", Pay, "pdl_live_apikey_{small:26}_{alnum:22}_{alnum:3}"),
        Named("PGS435", High, "Xero and QuickBooks secrets", "read and change the books", "xero|quickbooks|intuit", "{url:40-48}"),
        Named("PGS436", High, "Recurly and Chargebee keys", Pay, "recurly|chargebee", "{[0-9A-Za-z_]:32-60}"),
    ];
}
