using System.Buffers;

namespace PipelineGuard.Secrets.Matching;

/// <summary>A name and the value that it is given, in any of the languages that configuration is written in.</summary>
/// <param name="Name">All of the name: <c>MY_API_KEY</c> where the keyword was <c>api_key</c>.</param>
/// <param name="Value">What it is given, without quotes.</param>
/// <param name="IsQuoted">True when the value stands in quotes or between tags.</param>
internal readonly record struct Assignment(SecretSpan Name, SecretSpan Value, bool IsQuoted)
{
    /// <summary>The longest name that is read, on either side of a keyword.</summary>
    public const int NameReach = 64;

    /// <summary>The longest value that is read.</summary>
    public const int ValueReach = 1_024;

    /// <summary>Bytes from the beginning of a name to the end of its value.</summary>
    public const int Reach = NameReach + Gap + ValueReach + 2;

    // Between a name and its value: quotes, spaces that align columns, an operator, an attribute's name.
    private const int Gap = 64;

    private static readonly SearchValues<byte> NameBytes = CharacterClasses.Bytes("0-9A-Za-z_.-");
    private static readonly SearchValues<byte> EndOfBare = SearchValues.Create(" \t\r\n\0,;<>&\"'`(){}[]|\\"u8);

    /// <summary>
    /// Reads <c>NAME=value</c>, <c>"name": "value"</c>, <c>name: value</c>, <c>'name' => 'value'</c>, <c>&lt;name&gt;value&lt;/name&gt;</c>,
    /// <c>&lt;add key="name" value="value"/&gt;</c>, <c>--name value</c>, and the same in quotes within quotes.
    /// </summary>
    /// <param name="text">The text around the keyword.</param>
    /// <param name="start">Where the keyword in the name begins.</param>
    /// <param name="end">The position behind it.</param>
    /// <param name="found">The assignment.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, int start, int end, out Assignment found)
    {
        found = default;
        var name = WholeName(text, start, end);
        var cursor = new Cursor(text, name.End, Math.Min(text.Length, name.End + Gap));
        if (!cursor.SkipOperator(name)) return false;
        bool isQuoted = cursor.TakeQuote(out byte quote) || cursor.IsBehindTag;
        var value = isQuoted && quote != 0 ? Quoted(text, cursor.At, quote) : Bare(text, cursor.At, cursor.IsBehindTag);
        found = new(name, value, isQuoted);
        return value.Length > 0;
    }

    private static SecretSpan WholeName(ReadOnlySpan<byte> text, int start, int end)
    {
        int first = Math.Max(0, start - NameReach), last = Math.Min(text.Length, end + NameReach);
        int before = text[first..start].LastIndexOfAnyExcept(NameBytes), after = text[end..last].IndexOfAnyExcept(NameBytes);
        return SecretSpan.Between(first + before + 1, after < 0 ? last : end + after);
    }

    private static SecretSpan Quoted(ReadOnlySpan<byte> text, int at, byte quote)
    {
        var rest = text[at..Math.Min(text.Length, at + ValueReach)];
        int length = rest.IndexOfAny(quote, (byte)'\n');
        // A value without its end was cut off, or is none. The quote of JSON in a string is escaped itself.
        if (length < 0 || rest[length] != quote) return default;
        if (length > 0 && rest[length - 1] == '\\') length--;
        return new(at, length);
    }

    private static SecretSpan Bare(ReadOnlySpan<byte> text, int at, bool isBehindTag)
    {
        var rest = text[at..Math.Min(text.Length, at + ValueReach)];
        int length = isBehindTag ? rest.IndexOfAny((byte)'<', (byte)'\n') : rest.IndexOfAny(EndOfBare);
        if (length < 0) length = rest.Length;
        // What is called or looked up is code, not a value.
        return !isBehindTag && length < rest.Length && rest[length] is (byte)'(' or (byte)'[' or (byte)'{' ? default : new(at, length);
    }

    private ref struct Cursor(ReadOnlySpan<byte> text, int at, int end)
    {
        private readonly ReadOnlySpan<byte> _text = text;

        public int At { get; private set; } = at;

        public bool IsBehindTag { get; private set; }

        public bool SkipOperator(SecretSpan name)
        {
            bool isFlag = name.Start >= 1 && name.Length > 2 && _text[name.Start] == '-' && _text[name.Start + 1] == '-';
            bool isTag = name.Start >= 1 && _text[name.Start - 1] == '<';
            SkipClosing();
            if (isTag && Take((byte)'>')) return IsBehindTag = true;
            bool spaced = SkipSpaces();
            if (TakeAttribute()) return true;
            if (Take((byte)':')) Take((byte)'=');
            else if (Take((byte)'=')) { if (Peek == '=') return false; Take((byte)'>'); }
            else return spaced && isFlag;
            SkipSpaces();
            return true;
        }

        // An opening quote; in a string of another language with a backslash in front.
        public bool TakeQuote(out byte quote)
        {
            quote = 0;
            int before = At;
            if (Peek == '@' || Peek == 'b' || Peek == 'u' || Peek == 'r') At++;
            if (Peek == '\\') At++;
            if (Peek is '"' or '\'' or '`')
            {
                quote = (byte)Peek;
                At++;
                return true;
            }
            At = before;
            return false;
        }

        private readonly int Peek => At < end ? _text[At] : -1;

        private bool Take(byte value)
        {
            if (Peek != value) return false;
            At++;
            return true;
        }

        private void SkipClosing()
        {
            Take((byte)'\\');
            if (Peek is '"' or '\'' or '`') At++;
            Take((byte)']');
        }

        private bool SkipSpaces()
        {
            int before = At;
            while (Peek is ' ' or '\t') At++;
            return At > before;
        }

        // key="name" value="…", the way of .NET's configuration.
        private bool TakeAttribute()
        {
            var rest = _text[At..end];
            if (!rest.StartsWith("value"u8)) return false;
            int before = At;
            At += "value"u8.Length;
            SkipSpaces();
            if (Take((byte)'='))
            {
                SkipSpaces();
                return true;
            }
            At = before;
            return false;
        }
    }
}
