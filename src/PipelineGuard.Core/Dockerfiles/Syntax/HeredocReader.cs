using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>Finds the heredocs that a line announces and reads them from the lines below.</summary>
internal sealed class HeredocReader(LineCursor lines, SyntaxProblems problems)
{
    private readonly LastLines _plain = new(lines, stripTabs: false);
    private readonly LastLines _stripped = new(lines, stripTabs: true);

    /// <summary>Reads all that the arguments announce and leaves the cursor behind the last one.</summary>
    public ImmutableArray<Heredoc> Read(MappedText arguments, char escape)
    {
        if (!arguments.Text.Contains("<<", StringComparison.Ordinal)) return [];
        var heredocs = ImmutableArray.CreateBuilder<Heredoc>(1);
        foreach (var (start, end) in WordReader.OutsideQuotes(arguments.Text, escape))
        {
            if (HeredocAnnouncement.TryParse(arguments.Text.AsSpan(start, end - start), out var announced))
                heredocs.Add(ReadBody(announced, arguments.Text[start..end], arguments.ToSource(start, end)));
        }
        return heredocs.DrainToImmutable();
    }

    private Heredoc ReadBody(HeredocAnnouncement announced, string text, TextSpan span)
    {
        bool terminated = (announced.StripsTabs ? _stripped : _plain).HasBelow(announced.Name);
        if (!terminated) problems.Add(span, $"Heredoc {SyntaxProblems.Quote(announced.Name)} is not ended by a line with its name.");
        var body = new MappedText.Builder();
        int begin = lines.Full.Start;
        for (; !lines.AtEnd; lines.Advance())
        {
            if (terminated ? IsEnd(announced) : LooksLikeInstruction()) break;
            var line = lines.Full;
            int tabs = announced.StripsTabs ? line.Length - lines.Source[line].TrimStart('\t').Length : 0;
            body.Append(lines.Source[line][tabs..], line.Start + tabs);
        }
        if (terminated) lines.Advance();
        return new(announced.Name, span)
        {
            Announcement = text,
            Expands = announced.Expands,
            StripsTabs = announced.StripsTabs,
            Body = body.Build(begin),
            IsTerminated = terminated,
        };
    }

    private bool IsEnd(HeredocAnnouncement announced) =>
        (announced.StripsTabs ? lines.Text.TrimStart('\t') : lines.Text).SequenceEqual(announced.Name);

    // Without an end the builder gives up. We go on where the next instruction seems to be, to say more than one thing about the file.
    private bool LooksLikeInstruction()
    {
        var line = lines.Text;
        int length = line.IndexOfAnyExceptInRange('A', 'Z');
        return length > 1 && char.IsWhiteSpace(line[length]) && InstructionKinds.Of(line[..length]) != InstructionKind.Unknown;
    }

    /// <summary>Knows the last line with a given text, so that many heredocs without an end do not each read the file to its end.</summary>
    private sealed class LastLines(LineCursor lines, bool stripTabs)
    {
        private Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>>? _last;

        public bool HasBelow(string text)
        {
            var last = _last ??= Find();
            return last.TryGetValue(text, out int line) && line >= lines.Index;
        }

        private Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Find()
        {
            // Names are short; longer lines end no heredoc.
            const int longestName = 256;
            var last = new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
            for (int index = 0; index < lines.Source.LineCount; index++)
            {
                var line = lines.Source[lines.ContentOf(index)];
                if (stripTabs) line = line.TrimStart('\t');
                if (line.Length is > 0 and <= longestName) last[line] = index;
            }
            return last;
        }
    }
}
