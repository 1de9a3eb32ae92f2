using System.Collections.Immutable;
using PipelineGuard.Images;

namespace PipelineGuard.Hardening.Settings;

/// <summary>The lines of one file of settings, without comments and without anything secret; a value, so that it can be kept with the layer.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record SettingsFile(SettingsKind Kind, ImmutableArray<SettingsLine> Lines);

/// <summary>One line.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Text">Without surrounding white space.</param>
internal readonly record struct SettingsLine(int Number, string Text);

/// <summary>One file of settings as the final file system has it.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Layer">The layer that brought it.</param>
/// <param name="Content">What it says.</param>
internal sealed record PlacedSettings(ImagePath Path, int Layer, SettingsFile Content);
