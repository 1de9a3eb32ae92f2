using System.Text;
using PipelineGuard.Secrets.Validation;

namespace PipelineGuard.Secrets;

public sealed class PemBodyTests
{
    private static readonly byte[] Key = [0xfb, .. Enumerable.Range(1, 150).Select(i => (byte)(i * 37)), 0xfb, 0xef, 0xbe];

    // Lines of real keys begin and end with plus signs, too, but for the first, which begins a sequence.
    private static readonly string[] Lines = ["M" + new string('a', 62) + "+", "+" + new string('b', 62) + "+", "+/8="];

    public static TheoryData<string, string> Writings => new()
    {
        { "as a file", string.Join('\n', Lines) },
        { "as a file of Windows", string.Join("\r\n", Lines) },
        { "indented", string.Join('\n', Lines.Select(line => "    " + line)) },
        { "in a comment", string.Join('\n', Lines.Select(line => "# " + line)) },
        { "in one string", string.Join("\\n", Lines) },
        { "in strings that are joined", string.Join("\n", Lines.Select(line => $"    \"{line}\\n\" +")) },
        { "in strings that are joined in front", string.Join("\n", Lines.Select(line => $"    + \"{line}\\n\"")) },
        { "in a list", string.Join("\n", Lines.Select(line => $"  '{line}',")) },
        { "in a patch", string.Join("\n", Lines.Select(line => "+" + line)) },
    };

    [Theory, MemberData(nameof(Writings))]
    public void Is_read_whole_however_it_is_written(string how, string text)
    {
        Assert.True(PemBody.TryRead(Encoding.ASCII.GetBytes($"\n{text}\n-----END"), out var body), how);
        Assert.Equal(Convert.FromBase64String(string.Concat(Lines)), body.Bytes.ToArray());
    }

    [Fact]
    public void Is_read_with_lines_of_any_length()
    {
        for (int width = 16; width <= 76; width += 4)
        {
            var text = string.Join('\n', Convert.ToBase64String(Key).Chunk(width).Select(line => new string(line)));

            Assert.True(PemBody.TryRead(Encoding.ASCII.GetBytes($"\n{text}\n-----END"), out var body));
            Assert.Equal(Key, body.Bytes.ToArray());
        }
    }
}
