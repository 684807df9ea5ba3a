import net from 'node:net'

const loopback = new net.BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Addresses that are not on the public internet: this host, private networks, links, metadata, tests, multicast. */
const inward = new net.BlockList()
for (const network of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]) {
  const [address = '', bits] = network.split('/')
  inward.addSubnet(address, Number(bits), 'ipv4')
}

/** The only global unicast; all else of IPv6 is local, or carries an IPv4 address that could be. */
const global6 = new net.BlockList()
global6.addSubnet('2000::', 3, 'ipv6')
const tunnels6 = new net.BlockList()
tunnels6.addSubnet('2001::', 23, 'ipv6') // Teredo, ORCHID and other special purposes
tunnels6.addSubnet('2001:db8::', 32, 'ipv6')
tunnels6.addSubnet('2002::', 16, 'ipv6') // 6to4
tunnels6.addSubnet('3fff::', 20, 'ipv6')

export function isLoopback(address: string): boolean {
  return net.isIP(address) !== 0 && loopback.check(address, net.isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** Whether an address that a name was resolved to is on the public internet. Pure. */
export function isPublic(address: string): boolean {
  if (net.isIPv4(address)) return !inward.check(address, 'ipv4')
  if (!net.isIPv6(address) || address.includes('%')) return false
  return global6.check(address, 'ipv6') && !tunnels6.check(address, 'ipv6')
}
