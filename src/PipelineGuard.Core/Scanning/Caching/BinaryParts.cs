using System.Collections.Immutable;

namespace PipelineGuard.Scanning.Caching;

/// <summary>Writes and reads what may be absent, and lists.</summary>
internal static class BinaryParts
{
    public static void WriteText(this BinaryWriter writer, string? text) => writer.WriteIfAny(text, static (to, value) => to.Write(value));

    public static string? ReadText(this BinaryReader reader) => reader.ReadIfAny(static from => from.ReadString());

    public static void WriteNumber(this BinaryWriter writer, int? number)
    {
        writer.Write(number is not null);
        if (number is { } value) writer.Write(value);
    }

    public static int? ReadNumber(this BinaryReader reader) => reader.ReadBoolean() ? reader.ReadInt32() : null;

    public static void WriteIfAny<T>(this BinaryWriter writer, T? value, Action<BinaryWriter, T> write)
        where T : class
    {
        writer.Write(value is not null);
        if (value is not null) write(writer, value);
    }

    public static T? ReadIfAny<T>(this BinaryReader reader, Func<BinaryReader, T> read)
        where T : class => reader.ReadBoolean() ? read(reader) : null;

    public static void WriteAll<T>(this BinaryWriter writer, ImmutableArray<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write(items.Length);
        foreach (var item in items) write(writer, item);
    }

    /// <exception cref="InvalidDataException">There cannot be as many as it says: each takes a byte at least.</exception>
    public static ImmutableArray<T> ReadAll<T>(this BinaryReader reader, Func<BinaryReader, T> read)
    {
        int count = reader.ReadInt32();
        if (count < 0 || count > reader.BaseStream.Length - reader.BaseStream.Position) throw new InvalidDataException("A list is damaged.");
        var items = ImmutableArray.CreateBuilder<T>(count);
        for (int i = 0; i < count; i++) items.Add(read(reader));
        return items.MoveToImmutable();
    }
}
