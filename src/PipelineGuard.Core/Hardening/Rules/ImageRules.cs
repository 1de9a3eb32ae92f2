using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>All rules about built images: a new one is a file and a line here.</summary>
internal static class ImageRules
{
    /// <summary>All of them, by id.</summary>
    public static ImmutableArray<ImageRule> All { get; } =
    [
        new RunAsNonRoot(),
        new RunAsKnownUser(),
        new CheckHealth(),
        new ExposeNoAdministration(),
        new TagTheRelease(),
        new NameTheSource(),
        new CopyInsteadOfAdd(),
        new InstallWhereYouUpdate(),
        new LeaveNoTriggers(),
        new MountNoHostControl(),
        new VerifyCertificates(),
        new RunInProduction(),
        new SearchSafeFolders(),
        new TrustTheBase(),
        new LeaveNoRepository(),
        new LeaveNoCaches(),
        new LeaveNoBuildTools(),
        new RunOneService(),
        new KeepLayersSmall(),
        new LeaveNoDevices(),
        new DropSudo(),
        new GiveEveryAccountAPassword(),
        new KeepOneRoot(),
        new NameAccountsOnce(),
        new BakeNoPasswords(),
        new HashPasswordsWell(),
        new TrustNoHosts(),
        new ProtectAccountFiles(),
        new ProtectKeys(),
        new LetNobodyElseWrite(),
        new ProtectSharedFolders(),
        new KnowSetIdPrograms(),
        new DropSetIdBits(),
        new HardenSsh(),
        new AskForPasswords(),
        new RefuseEmptyPasswords(),
        new LimitSudo(),
        new CheckPackageSignatures(),
        new DownloadSafely(),
        new StayPrivate(),
    ];

    /// <summary>What the rules find in an image: what is always reported, and what strict rules say when somebody asks for it.</summary>
    public static (ImmutableArray<Finding> Findings, ImmutableArray<Finding> StrictFindings) Check(ImageFacts image) =>
        ([.. All.Where(rule => !rule.Info.IsStrict).SelectMany(rule => rule.Check(image))], [.. All.Where(rule => rule.Info.IsStrict).SelectMany(rule => rule.Check(image))]);

    /// <summary>What each rule had before it, by id.</summary>
    public static ImmutableDictionary<string, Examination> Examine(ImageFacts image) =>
        All.ToImmutableDictionary(rule => rule.Info.Id, rule => rule.Examine(image), StringComparer.Ordinal);
}
