namespace PipelineGuard.IO;

/// <summary>Fills a buffer with the next bytes; less than the buffer only at the end, 0 behind it.</summary>
internal delegate int BlockFill(Span<byte> buffer);
