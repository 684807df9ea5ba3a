// Loaded with --import into the web and worker processes. The parent holds the other end of standard input: when it is
// gone, however it went, this process must not stay behind and hold the port.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'))
process.stdin.on('error', () => process.kill(process.pid, 'SIGTERM'))
process.stdin.resume()
process.stdin.unref?.()
