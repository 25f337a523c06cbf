namespace GovernanceDashboard.Evidence;

/// <summary>Files that travel inside the app: two go into every pack, one feeds <see cref="Nfc"/>.</summary>
internal static class ShippedFile
{
    public const string Instructions = "VERIFY.md";

    public const string StandaloneVerifier = "verify.py";

    public const string NfcData = "nfc.txt";

    public static byte[] Bytes(string name)
    {
        using var resource =
            typeof(ShippedFile).Assembly.GetManifestResourceStream("Evidence/" + name)
            ?? throw new InvalidOperationException($"The app was built without its file {name}.");
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }

    public static string Text(string name) => System.Text.Encoding.UTF8.GetString(Bytes(name));
}
