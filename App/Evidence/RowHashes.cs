using System.Buffers;
using System.Text;

namespace GovernanceDashboard.Evidence;

/// <summary>Writes <c>rows/NN.sha256</c>: 64 lower-case hexadecimal digits and a line feed for each row, header first.</summary>
internal sealed class RowHashWriter(string path) : IDisposable
{
    private readonly MerkleTree _tree = new();
    private readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);

    public long Rows => _tree.Leaves;

    public string Root() => _tree.Root();

    public void Add(byte[] hash)
    {
        _tree.Add(hash);
        _file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)));
        _file.WriteByte((byte)'\n');
    }

    public void Dispose()
    {
        _file.Flush(flushToDisk: true);
        _file.Dispose();
    }
}

/// <summary>Reads what <see cref="RowHashWriter"/> wrote, line by line.</summary>
internal sealed class RowHashReader(string path) : IDisposable
{
    private static readonly SearchValues<byte> s_hexadecimal = SearchValues.Create("0123456789abcdef"u8);

    private readonly FileStream _file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
    private readonly byte[] _line = new byte[(MerkleTree.HashBytes * 2) + 1];

    /// <summary>The next row's hash; null at the end or where the file stops being one.</summary>
    public string? Next()
    {
        var read = _file.ReadAtLeast(_line, _line.Length, throwOnEndOfStream: false);
        var isHash =
            read == _line.Length && _line[^1] == '\n' && _line.AsSpan(..^1).IndexOfAnyExcept(s_hexadecimal) < 0;
        return isHash ? Encoding.ASCII.GetString(_line, 0, _line.Length - 1) : null;
    }

    /// <summary>True where nothing follows.</summary>
    public bool IsAtEnd() => _file.Position == _file.Length;

    public void Dispose() => _file.Dispose();
}
