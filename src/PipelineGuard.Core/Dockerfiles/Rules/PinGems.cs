using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds gems without a version.</summary>
internal sealed class PinGems() : PinPackagesRule(PackageManagers.Gem)
{
    public override RuleInfo Info { get; } = new("PGD225", "Pin the versions of gems", Severity.Low)
    {
        Why = "Without a version the same commit gives different images on different days, and a hijacked release is in the next build.",
        Fix = "Write rails:7.1.3, add --version, or install from a Gemfile.lock with bundle install.",
        Flags = ["FROM ruby:3.3-slim\nRUN gem install bundler", "FROM ruby:3.3-slim\nRUN gem i --no-document rails:7.1.3 rake"],
        Allows =
        [
            "FROM ruby:3.3-slim\nRUN gem install bundler:2.5.11",
            "FROM ruby:3.3-slim\nRUN gem install bundler -v 2.5.11",
            "FROM ruby:3.3-slim\nRUN gem install bundler --version \"$BUNDLER\"",
            "FROM ruby:3.3-slim\nRUN gem install ./local.gem && bundle install",
        ],
        Tags = ["hadolint:DL3028"],
    };
}
