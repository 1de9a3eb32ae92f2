using System.Globalization;

namespace PipelineGuard.IO;

/// <summary>A <see cref="ReadLimits"/> value was exceeded; whoever knows the subject turns it into a PG2007 problem.</summary>
internal sealed class LimitException : Exception
{
    /// <param name="limit">Name of the <see cref="ReadLimits"/> property, so that a user can raise it.</param>
    /// <param name="value">The limit, in the unit of that property.</param>
    /// <param name="what">What exceeded it: "the layer unpacks to more than", without the number.</param>
    public LimitException(string limit, long value, string what)
        : base(string.Create(CultureInfo.InvariantCulture, $"{what} {value} ({limit})."))
    {
    }
}
