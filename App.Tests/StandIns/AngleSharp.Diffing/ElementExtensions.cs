using AngleSharp.Dom;

namespace AngleSharp.Diffing.Extensions;

/// <summary>The one extension of the real package that bunit calls outside its differ.</summary>
public static class ElementExtensions
{
    /// <summary>The parents of a node, nearest first, up to the root.</summary>
    public static IEnumerable<INode> GetParents(this INode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        for (var parent = node.Parent; parent is not null; parent = parent.Parent)
        {
            yield return parent;
        }
    }
}
