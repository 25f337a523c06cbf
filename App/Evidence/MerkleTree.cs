using System.Security.Cryptography;

namespace GovernanceDashboard.Evidence;

/// <summary>
/// The tree hash of RFC 6962, section 2.1, built in one pass with memory for its height: leaf = SHA-256(0x00 ‖ data),
/// node = SHA-256(0x01 ‖ left ‖ right), the left side holding the largest power of two smaller than the number of leaves,
/// and SHA-256 of nothing for no leaves. The two prefixes keep a node from being passed off as a leaf.
/// </summary>
internal sealed class MerkleTree
{
    public const int HashBytes = SHA256.HashSizeInBytes;

    private readonly List<(byte[] Hash, int Height)> _complete = [];

    public long Leaves { get; private set; }

    public void Add(ReadOnlySpan<byte> data)
    {
        Leaves++;
        (byte[] Hash, int Height) subtree = (Hashed(0, data, []), 0);
        while (_complete.Count > 0 && _complete[^1].Height == subtree.Height)
        {
            subtree = (Hashed(1, _complete[^1].Hash, subtree.Hash), subtree.Height + 1);
            _complete.RemoveAt(_complete.Count - 1);
        }

        _complete.Add(subtree);
    }

    /// <summary>The root as 64 lower-case hexadecimal digits; more leaves may follow.</summary>
    public string Root()
    {
        if (_complete.Count == 0)
        {
            return Convert.ToHexStringLower(SHA256.HashData([]));
        }

        var root = _complete[^1].Hash;
        for (var index = _complete.Count - 2; index >= 0; index--)
        {
            root = Hashed(1, _complete[index].Hash, root);
        }

        return Convert.ToHexStringLower(root);
    }

    private static byte[] Hashed(byte domain, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        Span<byte> input =
            stackalloc byte[1 + first.Length + second.Length <= 256 ? 256 : 1 + first.Length + second.Length];
        input[0] = domain;
        first.CopyTo(input[1..]);
        second.CopyTo(input[(1 + first.Length)..]);
        return SHA256.HashData(input[..(1 + first.Length + second.Length)]);
    }
}
