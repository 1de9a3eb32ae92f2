using System.Collections.Immutable;
using System.Globalization;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>
/// Reads <c>["program", "argument"]</c>. Anything that is not a JSON array of strings (RFC 8259) is no exec form, and builders then take
/// the same text for a shell command without a word; what follows the array they ignore.
/// </summary>
internal static class ExecForm
{
    /// <summary>The strings with their escapes resolved; default when the text is no array of strings.</summary>
    public static ImmutableArray<MappedText> TryRead(MappedText text)
    {
        var reader = new Reader(text);
        if (!reader.Take('[')) return default;
        if (reader.Take(']')) return [];
        var words = ImmutableArray.CreateBuilder<MappedText>();
        do
        {
            if (reader.TakeString() is not { } word) return default;
            words.Add(word);
        }
        while (reader.Take(','));
        return reader.Take(']') ? words.DrainToImmutable() : default;
    }

    private ref struct Reader(MappedText source)
    {
        private readonly string _text = source.Text;
        private int _at;

        public bool Take(char expected)
        {
            while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\r' or '\n') _at++;
            if (_at >= _text.Length || _text[_at] != expected) return false;
            _at++;
            return true;
        }

        public MappedText? TakeString()
        {
            if (!Take('"')) return null;
            var result = new MappedText.Builder();
            for (; _at < _text.Length; _at++)
            {
                char c = _text[_at];
                if (c is < ' ') return null;
                if (c == '"') return result.Build(source.ToSource(_at++));
                if (c != '\\') result.Append([c], source.ToSource(_at));
                else if (Escaped(_at, out int length) is { } escaped)
                {
                    result.Append([escaped], source.ToSource(_at));
                    _at += length - 1;
                }
                else return null;
            }
            return null;
        }

        // RFC 8259 §7; a surrogate pair is two escapes, as UTF-16 has it.
        private readonly char? Escaped(int at, out int length)
        {
            length = 2;
            switch (at + 1 < _text.Length ? _text[at + 1] : '\0')
            {
                case '"': return '"';
                case '\\': return '\\';
                case '/': return '/';
                case 'b': return '\b';
                case 'f': return '\f';
                case 'n': return '\n';
                case 'r': return '\r';
                case 't': return '\t';
                case 'u' when at + 6 <= _text.Length
                    && ushort.TryParse(_text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code):
                    length = 6;
                    return (char)code;
                default: return null;
            }
        }
    }
}
