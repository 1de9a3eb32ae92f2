using PipelineGuard.Packages.Catalogers.Executables;

namespace PipelineGuard.Packages.Catalogers.DotNet;

/// <summary>Recognises .NET applications that were compiled ahead of time: they hold no list of what they were made from.</summary>
internal static class NativeAot
{
    // Where the compiler (ILCompiler) puts managed code: the first two on Linux and other Unix systems, the others on Windows.
    private static readonly string[][] Sections = [["__managedcode", "__modules"], [".managed", "hydrated"]];

    /// <summary>What is said about each.</summary>
    public const string Detail = "It is a .NET application compiled to native code (Native AOT): which packages it holds cannot be seen from outside.";

    /// <summary>True for a program with the sections that only this compiler makes.</summary>
    public static bool IsRecognized(IReadOnlyCollection<ProgramPart> parts) => Sections.Any(names => names.All(name => parts.Any(part => part.Name == name)));
}
