using PipelineGuard.Images;
using PipelineGuard.Packages;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Scanning.Caching;

/// <summary>Writes and reads packages; see <see cref="FileReportFormat"/>.</summary>
internal static class PackageFormat
{
    /// <summary>Writes a package.</summary>
    public static void Write(BinaryWriter writer, Package package)
    {
        writer.Write((byte)PackageType.All.IndexOf(package.Type));
        writer.Write(package.Name);
        writer.Write(package.Version);
        writer.WriteText(package.SourceName);
        writer.WriteText(package.SourceVersion);
        writer.Write(package.IsSourceKnown);
        writer.WriteText(package.Module);
        writer.WriteText(package.Architecture);
        writer.WriteAll(package.Licenses, static (to, text) => to.Write(text));
        writer.WriteAll(package.DependsOn, static (to, text) => to.Write(text));
        writer.WriteAll(package.Provides, static (to, text) => to.Write(text));
        writer.WriteText(package.Integrity);
        writer.Write((byte)package.Evidence);
        writer.Write(package.FoundIn.Value);
        writer.WriteNumber(package.Layer);
        writer.WriteText(package.SupersededBy);
        writer.WriteText(package.Builder);
        writer.Write(package.IsLooseAssembly);
        writer.WriteIfAny(package.Deployed, Write);
        writer.WriteIfAny(package.Request, static (to, request) => to.Write((byte)request.RollForward));
    }

    /// <summary>Reads a package.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static Package Read(BinaryReader reader) => new(TypeOf(reader.ReadByte()), reader.ReadString(), reader.ReadString())
    {
        SourceName = reader.ReadText(),
        SourceVersion = reader.ReadText(),
        IsSourceKnown = reader.ReadBoolean(),
        Module = reader.ReadText(),
        Architecture = reader.ReadText(),
        Licenses = reader.ReadAll(static from => from.ReadString()),
        DependsOn = reader.ReadAll(static from => from.ReadString()),
        Provides = reader.ReadAll(static from => from.ReadString()),
        Integrity = reader.ReadText(),
        Evidence = (PackageEvidence)reader.ReadByte(),
        FoundIn = ImagePath.Of(reader.ReadString()),
        Layer = reader.ReadNumber(),
        SupersededBy = reader.ReadText(),
        Builder = reader.ReadText(),
        IsLooseAssembly = reader.ReadBoolean(),
        Deployed = reader.ReadIfAny(ReadDeployed),
        Request = reader.ReadIfAny(static from => new FrameworkRequest((RollForward)from.ReadByte())),
    };

    private static void Write(BinaryWriter writer, DeployedFiles files)
    {
        writer.WriteAll(files.Assemblies, static (to, file) =>
        {
            to.Write(file.Name);
            to.WriteText(file.AssemblyVersion?.ToString());
            to.WriteText(file.FileVersion?.ToString());
        });
        writer.Write(files.HasOtherFiles);
        writer.Write(files.IsFramework);
        writer.Write(files.IsOwn);
    }

    private static DeployedFiles ReadDeployed(BinaryReader reader) =>
        new(reader.ReadAll(static from => new AssemblyFile(from.ReadString(), VersionOf(from.ReadText()), VersionOf(from.ReadText()))), reader.ReadBoolean(), reader.ReadBoolean()) { IsOwn = reader.ReadBoolean() };

    private static Version? VersionOf(string? text) => text is null ? null : Version.Parse(text);

    // Only the same build reads it: the table is the same.
    private static PackageType TypeOf(int index) => index < PackageType.All.Length ? PackageType.All[index] : throw new InvalidDataException("A package is of no kind.");
}
