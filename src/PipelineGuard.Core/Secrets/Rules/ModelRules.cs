using static PipelineGuard.Findings.Severity;
using static PipelineGuard.Secrets.Rules.Row;

namespace PipelineGuard.Secrets.Rules;

/// <summary>PGS500 to PGS599: makers and hosts of models.</summary>
internal static class ModelRules
{
    private const string Use = "use models at the account's expense";
    private const string Share = "read private models and data sets, and change them";

    public static IEnumerable<SecretRule> All =>
    [
        Token("PGS500", High, "OpenAI project keys", Use, "{sk-proj-|sk-svcacct-|sk-admin-}{url:58-74}T3BlbkFJ{url:58-74}", "gitleaks:openai-api-key"),
        Token("PGS501", High, "OpenAI keys", Use, "sk-{alnum:20}T3BlbkFJ{alnum:20}", "gitleaks:openai-api-key", "trivy:openai-api-key"),
        Token("PGS502", High, "Anthropic keys", Use, "sk-ant-api03-{url:93}AA", "gitleaks:anthropic-api-key"),
        Token("PGS503", High, "Anthropic administration keys", "manage the organisation's keys", "sk-ant-admin01-{url:93}AA", "gitleaks:anthropic-admin-api-key"),
        Token("PGS504", High, "Hugging Face tokens", Share, "hf_{alnum:34}", "gitleaks:huggingface-access-token", "trivy:hugging-face-access-token"),
        Token("PGS505", High, "Hugging Face organisation tokens", Share, "api_org_{alnum:34}", "gitleaks:huggingface-organization-api-token"),
        Token("PGS506", High, "Replicate tokens", Use, "r8_{alnum:37}"),
        Token("PGS507", High, "Groq keys", Use, "gsk_{alnum:52}"),
        Token("PGS508", High, "Perplexity keys", Use, "pplx-{alnum:48}", "gitleaks:perplexity-api-key"),
        Token("PGS509", High, "xAI keys", Use, "xai-{alnum:80}"),
        Token("PGS510", High, "OpenRouter keys", Use, "sk-or-v1-{hex:64}"),
        Token("PGS511", High, "NVIDIA keys", Use, "nvapi-{url:64}"),
        Token("PGS512", High, "LangSmith keys", "read traces, with what users wrote", "{lsv2_pt_|lsv2_sk_}{hex:32}_{hex:10}"),
        Token("PGS513", High, "Langfuse secret keys", "read traces, with what users wrote", "sk-lf-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
        Named("PGS514", High, "Cohere keys", Use, "cohere|co_api_key", "{alnum:40}", "gitleaks:cohere-api-token"),
        Named("PGS515", High, "Mistral keys", Use, "mistral", "{alnum:32}"),
        Named("PGS516", High, "DeepSeek keys", Use, "deepseek", "sk-{hex:32}"),
        Named("PGS517", High, "Together, Fireworks and Anyscale keys", Use, "together|fireworks|anyscale", "{[0-9A-Za-z_]:32-64}"),
        Named("PGS518", High, "Stability keys", Use, "stability|dreamstudio", "sk-{alnum:48}"),
        Named("PGS519", High, "ElevenLabs keys", Use, "elevenlabs|xi_api_key|eleven_api", "sk_{hex:48}"),
        Named("PGS520", High, "AssemblyAI and Deepgram keys", Use, "assemblyai|deepgram", "{hex:32-40}"),
        Token("PGS521", High, "Pinecone keys", "read and change the index", "pcsk_{alnum:5}_{alnum:63}"),
        Named("PGS522", High, "Pinecone, Weaviate and Qdrant keys", "read and change the index", "pinecone|weaviate|qdrant", "{[0-9A-Za-z_.-]:32-120}") with { Check = Validation.Randomness.LooksDrawn },
        Named("PGS523", High, "Weights and Biases keys", Share, "wandb", "{hex:40}"),
        Named("PGS524", High, "Comet, Neptune and ClearML keys", Share, "comet_ml|comet_api|neptune_api|clearml", "{[0-9A-Za-z=]:25-400}") with { Check = Validation.Randomness.LooksDrawn },
        Named("PGS525", Medium, "Kaggle keys", Share, "kaggle", "{hex:32}"),
        Named("PGS526", High, "Azure OpenAI keys", Use, "azure_openai|openai_api_key|cognitive|azure_ai", "{hex:32}"),
        Token("PGS527", Medium, "Tavily keys", "search at the account's expense", "tvly-{[0-9A-Za-z-]:32-40}"),
        Token("PGS528", Medium, "Firecrawl keys", "crawl at the account's expense", "fc-{hex:32}"),
        Token("PGS529", High, "E2B keys", "run code at the account's expense", "e2b_{hex:40}"),
        Named("PGS530", High, "Voyage, Jina and Cerebras keys", Use, "voyage|jina|cerebras", "{[0-9A-Za-z_-]:40-80}"),
    ];
}
