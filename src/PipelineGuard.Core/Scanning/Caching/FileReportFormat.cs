using System.Collections.Frozen;
using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;
using PipelineGuard.Images;
using PipelineGuard.Malware;
using PipelineGuard.Malware.Integrity;
using PipelineGuard.Packages;
using PipelineGuard.Secrets;
using PipelineGuard.Secrets.Rules;

namespace PipelineGuard.Scanning.Caching;

/// <summary>
/// Writes and reads what was learned from a file, member by member: without reflection, and so that a test can hold the members against the
/// types. Only what wrote it reads it, so it has no versions.
/// </summary>
internal static class FileReportFormat
{
    private static readonly FrozenDictionary<string, RuleInfo> Rules =
        SecretRules.All.Select(rule => rule.Info).Concat(FileRules.All.Select(rule => rule.Info)).Concat(MalwareRules.All).ToFrozenDictionary(rule => rule.Id, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ProblemInfo> Kinds = Problems.All.ToFrozenDictionary(kind => kind.Code, StringComparer.Ordinal);

    /// <summary>Writes a report.</summary>
    public static void Write(BinaryWriter writer, FileReport report)
    {
        writer.WriteIfAny(report.Packages, Write);
        writer.WriteIfAny(report.Malware, Write);
        writer.WriteAll(report.Secrets, Write);
        writer.WriteIfAny(report.Settings, Write);
    }

    /// <summary>Reads a report.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static FileReport Read(BinaryReader reader) => new()
    {
        Packages = reader.ReadIfAny(ReadCatalogedFile),
        Malware = reader.ReadIfAny(ReadMalware),
        Secrets = reader.ReadAll(ReadSecret),
        Settings = reader.ReadIfAny(ReadSettings),
    };

    /// <summary>Writes a problem.</summary>
    public static void Write(BinaryWriter writer, ScanProblem problem)
    {
        writer.Write(problem.Info.Code);
        writer.Write(problem.Subject);
        writer.Write(problem.Detail);
        writer.WriteText(problem.Target);
    }

    /// <summary>Reads a problem.</summary>
    public static ScanProblem ReadProblem(BinaryReader reader) => new(Known(Kinds, reader.ReadString()), reader.ReadString(), reader.ReadString()) { Target = reader.ReadText() };

    private static void Write(BinaryWriter writer, CatalogedFile file)
    {
        writer.WriteAll(file.Packages, PackageFormat.Write);
        writer.WriteAll(file.Owned, static (to, path) => to.Write(path.Value));
        writer.WriteIfAny(file.Distribution, Write);
        writer.WriteIfAny(file.Unlisted, Write);
    }

    private static CatalogedFile ReadCatalogedFile(BinaryReader reader) =>
        new(reader.ReadAll(PackageFormat.Read), reader.ReadAll(static from => ImagePath.Of(from.ReadString())), reader.ReadIfAny(ReadDistribution)) { Unlisted = reader.ReadIfAny(ReadProblem) };

    private static void Write(BinaryWriter writer, Distribution distribution)
    {
        writer.Write(distribution.Id);
        writer.Write(distribution.VersionId);
        writer.Write(distribution.PrettyName);
        writer.WriteText(distribution.Codename);
    }

    private static Distribution ReadDistribution(BinaryReader reader) =>
        new(reader.ReadString(), reader.ReadString()) { PrettyName = reader.ReadString(), Codename = reader.ReadText() };

    private static void Write(BinaryWriter writer, FileMalware malware)
    {
        writer.WriteAll(malware.Hits, Write);
        writer.WriteAll(malware.HitsIfForeign, Write);
        writer.WriteIfAny(malware.Record, Write);
    }

    private static FileMalware ReadMalware(BinaryReader reader) =>
        new() { Hits = reader.ReadAll(ReadHit), HitsIfForeign = reader.ReadAll(ReadHit), Record = reader.ReadIfAny(ReadRecord) };

    private static void Write(BinaryWriter writer, MalwareHit hit)
    {
        writer.Write(hit.Rule.Id);
        writer.Write(hit.Evidence);
        writer.WriteNumber(hit.Line);
        writer.WriteText(hit.Inside);
    }

    private static MalwareHit ReadHit(BinaryReader reader) => new(Known(Rules, reader.ReadString()), reader.ReadString()) { Line = reader.ReadNumber(), Inside = reader.ReadText() };

    private static void Write(BinaryWriter writer, PackageRecord record)
    {
        writer.WriteAll(record.Files, Write);
        writer.WriteAll(record.Settings, static (to, path) => to.Write(path));
        writer.WriteAll(record.Diversions, Write);
    }

    private static PackageRecord ReadRecord(BinaryReader reader) =>
        new() { Files = reader.ReadAll(ReadFile), Settings = reader.ReadAll(static from => from.ReadString()), Diversions = reader.ReadAll(ReadDiversion) };

    private static void Write(BinaryWriter writer, RecordedFile file)
    {
        writer.Write(file.Path);
        writer.Write((byte)file.Hash.Kind);
        writer.Write((ulong)(file.Hash.High >> 64));
        writer.Write((ulong)file.Hash.High);
        writer.Write((ulong)(file.Hash.Low >> 64));
        writer.Write((ulong)file.Hash.Low);
        writer.Write(file.Package);
    }

    private static RecordedFile ReadFile(BinaryReader reader) =>
        new(reader.ReadString(), new((HashKind)reader.ReadByte(), new(reader.ReadUInt64(), reader.ReadUInt64()), new(reader.ReadUInt64(), reader.ReadUInt64())), reader.ReadString());

    private static void Write(BinaryWriter writer, Diversion diversion)
    {
        writer.Write(diversion.From);
        writer.Write(diversion.To);
        writer.Write(diversion.By);
    }

    private static Diversion ReadDiversion(BinaryReader reader) => new(reader.ReadString(), reader.ReadString(), reader.ReadString());

    private static void Write(BinaryWriter writer, SecretHit hit)
    {
        writer.Write(hit.Rule.Id);
        writer.Write(hit.Preview);
        writer.Write(hit.Hash);
        writer.Write(hit.Start);
        writer.Write(hit.Length);
        writer.WriteNumber(hit.Line);
        writer.WriteNumber(hit.Column);
        writer.WriteText(hit.Inside);
    }

    private static SecretHit ReadSecret(BinaryReader reader) => new(Known(Rules, reader.ReadString()), reader.ReadString(), reader.ReadString())
    {
        Start = reader.ReadInt64(),
        Length = reader.ReadInt32(),
        Line = reader.ReadNumber(),
        Column = reader.ReadNumber(),
        Inside = reader.ReadText(),
    };

    private static void Write(BinaryWriter writer, SettingsFile settings)
    {
        writer.Write((byte)settings.Kind);
        writer.WriteAll(settings.Lines, static (to, line) =>
        {
            to.Write(line.Number);
            to.Write(line.Text);
        });
    }

    private static SettingsFile ReadSettings(BinaryReader reader) =>
        new((SettingsKind)reader.ReadByte(), reader.ReadAll(static from => new SettingsLine(from.ReadInt32(), from.ReadString())));

    private static T Known<T>(FrozenDictionary<string, T> table, string id) => table.TryGetValue(id, out var found) ? found : throw new InvalidDataException($"'{id}' is not known.");
}
