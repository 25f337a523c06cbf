using System.Net;
using System.Net.Sockets;

namespace GovernanceDashboard.Tests.Browser;

/// <summary>Stands between browser and server and can cut every connection: offline emulation leaves an open websocket alone.</summary>
internal sealed class CuttableProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _target;
    private readonly Lock _gate = new();
    private readonly HashSet<TcpClient> _open = [];
    private readonly Task _accepting;
    private bool _isCut;

    public CuttableProxy(Uri target)
    {
        _target = target;
        _listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Closes what is open and refuses what comes.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _isCut = true;
            foreach (var client in _open)
            {
                client.Close();
            }

            _open.Clear();
        }
    }

    public void Mend()
    {
        lock (_gate)
        {
            _isCut = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            if (!Keep(near))
            {
                return;
            }

            try
            {
                await far.ConnectAsync(_target.Host, _target.Port, _stop.Token);
                if (!Keep(far))
                {
                    return;
                }

                await Task.WhenAny(
                    near.GetStream().CopyToAsync(far.GetStream(), _stop.Token),
                    far.GetStream().CopyToAsync(near.GetStream(), _stop.Token)
                );
            }
            catch (Exception cut)
                when (cut
                        is IOException
                            or SocketException
                            or ObjectDisposedException
                            or InvalidOperationException
                            or OperationCanceledException
                )
            {
                // One side is gone: what a cut looks like from here.
            }
            finally
            {
                lock (_gate)
                {
                    _open.Remove(near);
                    _open.Remove(far);
                }
            }
        }
    }

    private bool Keep(TcpClient client)
    {
        lock (_gate)
        {
            return !_isCut && _open.Add(client);
        }
    }
}
