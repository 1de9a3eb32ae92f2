namespace PipelineGuard.Dockerfiles.Text;

/// <summary>A place as editors and SARIF (2.1.0 §3.30) name it: both count from 1, columns in UTF-16 units.</summary>
internal readonly record struct LinePosition(int Line, int Column);
