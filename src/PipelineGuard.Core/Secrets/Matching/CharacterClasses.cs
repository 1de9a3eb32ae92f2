using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace PipelineGuard.Secrets.Matching;

/// <summary>The classes of characters that tokens are made of, by the names that shapes use.</summary>
internal static class CharacterClasses
{
    private static readonly FrozenDictionary<string, string> ByName = new Dictionary<string, string>
    {
        ["digit"] = "0-9",
        ["hex"] = "0-9a-f",
        ["HEX"] = "0-9A-F",
        ["anyhex"] = "0-9A-Fa-f",
        ["lower"] = "a-z",
        ["upper"] = "A-Z",
        ["small"] = "0-9a-z",
        ["capital"] = "0-9A-Z",
        ["base32"] = "A-Z2-7",
        ["aws"] = "A-Z2-7",
        ["alnum"] = "0-9A-Za-z",
        ["word"] = "0-9A-Za-z_",
        ["url"] = "0-9A-Za-z_-",
        ["base64"] = "0-9A-Za-z+/",
        ["padded"] = "0-9A-Za-z+/=",
        ["dotted"] = "0-9A-Za-z_.-",
        ["crc62"] = "0-9A-Za-z",
        ["text"] = "!-~",
    }.ToFrozenDictionary();

    /// <summary>The inside of the brackets: of a named class, or of one written out in brackets.</summary>
    /// <exception cref="FormatException">There is no such class.</exception>
    public static string Find(string name) =>
        name is ['[', .. var inside, ']'] ? inside : ByName.TryGetValue(name, out var found) ? found : throw new FormatException($"'{name}' is no class of characters.");

    /// <summary>All characters of a class.</summary>
    /// <param name="characters">The inside of the brackets; a dash at its end stands for itself.</param>
    public static string Expand(string characters)
    {
        var text = new StringBuilder();
        for (int i = 0; i < characters.Length; i++)
        {
            bool isRange = i + 2 < characters.Length && characters[i + 1] == '-';
            char last = isRange ? characters[i + 2] : characters[i];
            for (char c = characters[i]; c <= last; c++) text.Append(c);
            if (isRange) i += 2;
        }
        return text.ToString();
    }

    /// <summary>The same, for searching.</summary>
    public static SearchValues<byte> Bytes(string characters) => SearchValues.Create(Encoding.Latin1.GetBytes(Expand(characters)));
}
