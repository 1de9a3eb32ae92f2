using System.Text;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>
/// Finds the files that an analyser wants under a name that the first pass over the layers did not show: other names of a hard link,
/// symbolic links, and paths through linked directories (<c>lib/apk/db</c> where <c>lib</c> is a link to <c>usr/lib</c>).
/// No file is asked for twice: one that was analysed under a path that still shows it needs no second name.
/// </summary>
internal sealed class LinkedFiles
{
    // Linked directories inside linked directories: real images nest two. Each level may multiply the names.
    private const int MaxNesting = 3;

    private readonly FileSystemView _view;
    private readonly Predicate<ImagePath> _wants;
    private readonly IReadOnlySet<ContentKey> _settled;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<ContentKey, ImagePath> _wanted = [];
    private readonly long _maxNames;
    private long _names;

    private LinkedFiles(FileSystemView view, Predicate<ImagePath> wants, IReadOnlySet<ContentKey> settled, long maxNames, CancellationToken cancellation) =>
        (_view, _wants, _settled, _maxNames, _cancellation) = (view, wants, settled, maxNames, cancellation);

    /// <summary>Finds them, each with the first wanted path that shows it.</summary>
    /// <param name="view">The final file system.</param>
    /// <param name="wants">The analyser's wish.</param>
    /// <param name="settled">What was analysed under a path that still shows it, or could not be read.</param>
    /// <param name="limits">Bounds the names that are tried.</param>
    /// <param name="report">Told when that limit is reached.</param>
    /// <param name="cancellation">Looked at once in a while.</param>
    public static IReadOnlyDictionary<ContentKey, ImagePath> Find(
        FileSystemView view, Predicate<ImagePath> wants, IReadOnlySet<ContentKey> settled, ReadLimits limits, Action<ProblemInfo, string> report, CancellationToken cancellation)
    {
        var search = new LinkedFiles(view, wants, settled, limits.LinkedNames, cancellation);
        try
        {
            search.Run();
        }
        catch (LimitException limit)
        {
            report(Problems.LimitReached, limit.Message);
        }
        return search._wanted;
    }

    private void Run()
    {
        foreach (int file in _view.Aliases)
        {
            if (_view.Tree.IsAttached(file)) Try(file, () => _view.Tree.PathOf(file));
        }
        foreach (int link in _view.Links)
        {
            if (_view.Tree.IsAttached(link)) TryLink(link, _view.Tree.PathOf(link), nesting: 1);
        }
    }

    private void TryLink(int link, ImagePath path, int nesting)
    {
        int target = _view.TargetOf(link);
        if (target == FileSystemNode.None || target == _view.Tree.Root) return;
        if (_view.Tree[target].Kind == EntryKind.Directory) TryBelow(target, path.Value, nesting);
        else Try(target, () => path);
    }

    private void Try(int file, Func<ImagePath> path)
    {
        ref readonly var node = ref _view.Tree[file];
        var key = new ContentKey(node.EntryLayer, node.Entry);
        if (node.Kind != EntryKind.File || _settled.Contains(key) || _wanted.ContainsKey(key)) return;
        Count();
        var name = path();
        if (_wants(name)) _wanted.Add(key, name);
    }

    // Tries the names that everything below a directory has when it is reached through a link.
    private void TryBelow(int folder, string prefix, int nesting)
    {
        var todo = new Stack<(int Node, string Prefix)>();
        todo.Push((_view.Tree[folder].FirstChild, prefix));
        while (todo.TryPop(out var next))
        {
            if (next.Node == FileSystemNode.None) continue;
            Count();
            int at = next.Node;
            todo.Push((_view.Tree[at].NextSibling, next.Prefix));
            if (_view.Tree[at].Kind == EntryKind.File) Try(at, () => ImagePath.Of(Join(next.Prefix, at)));
            else if (_view.Tree[at].Kind == EntryKind.Directory) todo.Push((_view.Tree[at].FirstChild, Join(next.Prefix, at)));
            else if (_view.Tree[at].Kind == EntryKind.SymbolicLink && nesting < MaxNesting) TryLink(at, ImagePath.Of(Join(next.Prefix, at)), nesting + 1);
        }
    }

    private string Join(string prefix, int node) => $"{prefix}/{Encoding.UTF8.GetString(_view.Tree.NameOf(node))}";

    private void Count()
    {
        if (++_names % 4096 == 0) _cancellation.ThrowIfCancellationRequested();
        if (_names > _maxNames) throw new LimitException(nameof(ReadLimits.LinkedNames), _maxNames, "Linked directories give files more names than");
    }
}
